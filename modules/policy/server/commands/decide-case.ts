import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/cases.ts';
import { makeDecision } from '../make-decision.ts';
import type { PolicyTables } from '../policy-tables.ts';

export const decideCase = handle<PolicyTables>()(contract.decideCase, async (context, input) => {
  await makeDecision(context, 'first', input);
  return {};
});
