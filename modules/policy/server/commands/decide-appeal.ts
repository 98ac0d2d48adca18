import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/cases.ts';
import { makeDecision } from '../make-decision.ts';
import type { PolicyTables } from '../policy-tables.ts';

export const decideAppeal = handle<PolicyTables>()(contract.decideAppeal, async (context, input) => {
  await makeDecision(context, 'appeal', input);
  return {};
});
