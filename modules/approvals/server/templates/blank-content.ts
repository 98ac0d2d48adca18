import { definition } from '../../contract/definition.ts';
import { type FormDesign, formDesign } from '../../contract/form-design.ts';
import { headApproval, usualLimit } from '../../contract/head-approval.ts';
import type { TemplateContent, TemplateSettings } from '../../contract/template.ts';

/** What a template begins with where nothing is copied: one field, and the head of the applicant's department. */
export const blankContent = (
  title: TemplateSettings['title'],
  prefix: string,
): TemplateContent & { readonly design: FormDesign } => ({
  design: formDesign.parse({
    fields: [{ kind: 'longText', name: 'matter', label: { zh: '事由', en: 'Matter' }, required: true }],
    numbering: { prefix },
  }),
  definition: definition.parse({
    start: { kind: 'start', id: 'start', name: { zh: '提交申请', en: 'Request' } },
    nodes: [{ ...headApproval, mode: { kind: 'all' }, limit: usualLimit }],
  }),
  settings: { title, numbering: null, heading: null, retention: null, starters: { kind: 'everybody' } },
});
