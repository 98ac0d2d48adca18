import { handle } from '#kernel/server/define-module.ts';
import { classification } from '../../contract/labels/label.ts';
import * as contract from '../../contract/labels/operations.ts';
import { lowerLabels } from '../../contract/labels/permissions.ts';
import { clearanceOf, defaultLabel } from '../labels/clearance.ts';
import { leads, loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const readLabels = handle<MessagingTables>()(contract.readLabels, async (context, { conversationId }) => {
  const member = await loadMembership(context.db, conversationId, context.person().personId);
  return {
    byDefault: await defaultLabel(context, conversationId),
    clearedFor: classification.options[clearanceOf(context)] ?? 'internal',
    may: [
      ...(member.closed_at === null && (member.kind === 'direct' || (member.kind === 'group' && leads(member)))
        ? (['setDefault'] as const)
        : []),
      ...(context.may(lowerLabels) ? (['lower'] as const) : []),
    ],
  };
});
