import type { z } from 'zod';
import type { approveNode } from './definition.ts';

/**
 * The step that most flows of the program begin with: the head of the applicant's department approves, for a head the one above;
 * nobody found: the process administrator. A reason is asked for unless it is approved.
 */
export const headApproval = {
  kind: 'approve',
  id: 'departmentHead',
  name: { zh: '部门负责人', en: 'Department head' },
  approvers: [{ kind: 'departmentHead' }],
  empty: { kind: 'processAdministrator' },
  self: 'supervisor',
  mode: { kind: 'any' },
  opinion: 'unlessApproved',
} as const satisfies z.input<typeof approveNode>;

/** Handled within an hour of working time is the aim, a workday the limit (W4). */
export const usualLimit = { reminder: { after: { workingMinutes: 60 } }, overdue: { workdays: 1 } } as const;
