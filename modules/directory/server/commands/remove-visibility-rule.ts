import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import * as contract from '../../contract/visibility.ts';
import { lockRule, proposeVisibility } from '../visibility/visibility-proposal.ts';

export const removeVisibilityRule = handle<DirectoryViews>()(
  contract.removeVisibilityRule,
  async (context, { ruleId, reason = '' }) => {
    const revision = await lockRule(context, ruleId);
    if (revision === undefined) throw refuse(notFound);
    return { proposalId: await proposeVisibility(context, { ruleId, revision, rule: null }, reason) };
  },
);
