import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { templateKind } from './template.ts';
import { templatesTopic } from './template-topic.ts';

const template = { kind: templateKind };

/** Anything about a template or its draft that its designers see. What is in it they read again. */
export const templateChanged = event({
  name: 'approvals.templateChanged',
  summary: { zh: '流程模板有变化', en: 'A process template changed' },
  facts: z.object({
    ...template,
    what: z.enum([
      'created',
      'draft',
      'asked',
      'decided',
      'published',
      'owned',
      'retired',
      'reinstated',
      'replayed',
      'migrated',
    ]),
    employerId: id().nullable(),
    by: id().nullable(),
  }),
  topics: () => [templatesTopic],
  shape: z.object(template),
  project: ({ kind }) => ({ kind }),
});

/** What may be asked for changed: everybody's list of kinds. */
export const templateInForce = event({
  name: 'approvals.templateInForce',
  summary: {
    zh: '流程模板的新版本已生效、停用或恢复',
    en: 'A version of a process template took effect, or the template was retired or reinstated',
  },
  facts: z.object({
    ...template,
    version: z.int(),
    employerId: id().nullable(),
    state: z.enum(['live', 'retired']),
    at: instant(),
    /** The approval because of which it took effect. */
    requestId: id().nullable(),
  }),
  topics: () => ['company'],
  shape: z.object(template),
  project: ({ kind }) => ({ kind }),
});

/** Somebody says that something is wrong with a form, or was answered. */
export const formProblemChanged = event({
  name: 'approvals.formProblemChanged',
  summary: { zh: '表单问题有变化', en: 'A problem with a form was reported or answered' },
  facts: z.object({ ...template, problemId: id(), reporterId: id(), state: z.enum(['open', 'answered']) }),
  topics: ({ reporterId }) => [templatesTopic, `person:${reporterId}`],
  shape: z.object({ ...template, problemId: id() }),
  project: ({ kind, problemId }) => ({ kind, problemId }),
});
