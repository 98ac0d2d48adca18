import { definition } from '../../contract/definition.ts';
import { type FormDesign, formDesign } from '../../contract/form-design.ts';
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
    nodes: [
      {
        kind: 'approve',
        id: 'departmentHead',
        name: { zh: '部门负责人', en: 'Department head' },
        approvers: [{ kind: 'departmentHead' }],
        empty: { kind: 'processAdministrator' },
        self: 'supervisor',
        mode: { kind: 'all' },
        opinion: 'unlessApproved',
        limit: { reminder: { after: { workingMinutes: 60 } }, overdue: { workdays: 1 } },
      },
    ],
  }),
  settings: { title, numbering: null, heading: null, retention: null, starters: { kind: 'everybody' } },
});
