import { z } from 'zod';
import { id, line, prose } from '#kernel/contract/shapes.ts';
import { processKind } from './process-kind.ts';

/** So long a look stays open after it was approved. */
export const lookHours = 24;

export const lookForm = z.object({
  /** Which request; `number` is what it is called. */
  requestId: id(),
  number: line(40),
  reason: prose(1_000).refine((text) => text.trim() !== ''),
});

/**
 * 查看审批内容 (A6, U3): an administrator who has no part in a request asks to read it, with a reason; whom he reports to agrees or not.
 * Nobody opens it to himself, and no other administrator agrees in the place of a supervisor who isn't there.
 */
export const lookProcess = processKind({
  name: 'approvals.look',
  title: { zh: '查看审批内容', en: 'A look at a request' },
  version: 1,
  form: lookForm,
  fields: [
    { name: 'number', label: { zh: '审批单', en: 'Request' }, type: 'text' },
    { name: 'reason', label: { zh: '查看原因', en: 'Why' }, type: 'longText' },
  ],
  summary: ({ number }) => ({ zh: number, en: number }),
  numberPrefix: 'CK',
  startPath: '/approvals/expediting',
  copiesSeeAll: [],
  definition: {
    start: { kind: 'start', id: 'start', name: { zh: '申请', en: 'Asked for' } },
    nodes: [
      {
        kind: 'approve',
        id: 'supervisor',
        name: { zh: '主管', en: 'Supervisor' },
        approvers: [{ kind: 'supervisor', level: 1 }],
        mode: { kind: 'any' },
        empty: { kind: 'reject' },
        self: 'supervisor',
        opinion: 'unlessApproved',
        // What is asked for is this request and this reason: another is asked for anew.
        returns: { applicant: false, nodes: [] },
        batch: false,
        limit: { reminder: { after: { workingMinutes: 60 } }, overdue: { workdays: 1 } },
      },
    ],
    deduplicate: 'never',
    withdraw: 'whileRunning',
  },
});
