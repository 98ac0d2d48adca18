import { handle } from '#kernel/server/define-module.ts';
import { decideAppeal } from '../../contract/cases.ts';
import { makeDecision } from '../make-decision.ts';
import type { PolicyTables } from '../policy-tables.ts';

export const decideAppealHandler = handle<PolicyTables>()(decideAppeal, async (context, input) => {
  await makeDecision(context, 'appeal', input);
  return {};
});
