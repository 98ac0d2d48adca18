import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approvalCalls } from '../../contract/approval-calls.ts';
import * as contract from '../../contract/call-operations.ts';
import type { CallsTables } from '../calls/calls-tables.ts';

export const listCallables = handle<CallsTables>()(contract.listCallables, async (context) => ({
  operations: extensionsAt(approvalCalls, context.contracts).map(({ title, command }) => ({
    name: command.name,
    title,
  })),
  webhooks: await context.db
    .selectFrom('approvals.integration')
    .select(['id', 'name'])
    .where('removed_at', 'is', null)
    .orderBy('name')
    .limit(500)
    .execute(),
}));
