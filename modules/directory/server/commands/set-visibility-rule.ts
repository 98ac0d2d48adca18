import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import * as contract from '../../contract/visibility.ts';
import { checkRule, lockRule, proposeVisibility } from '../visibility/visibility-proposal.ts';

export const setVisibilityRule = handle<DirectoryViews>()(
  contract.setVisibilityRule,
  async (context, { ruleId: asked, reason = '', ...rule }) => {
    await checkRule(context, rule);
    const ruleId = asked ?? context.newId();
    const revision = asked === undefined ? 0 : await lockRule(context, ruleId);
    if (revision === undefined) throw refuse(notFound);
    return { ruleId, proposalId: await proposeVisibility(context, { ruleId, revision, rule }, reason) };
  },
);
