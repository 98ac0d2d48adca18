import { handle } from '#kernel/server/define-module.ts';
import { decideCase } from '../../contract/cases.ts';
import { makeDecision } from '../make-decision.ts';
import type { PolicyTables } from '../policy-tables.ts';

export const decideCaseHandler = handle<PolicyTables>()(decideCase, async (context, input) => {
  await makeDecision(context, 'first', input);
  return {};
});
