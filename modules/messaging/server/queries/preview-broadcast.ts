import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/broadcasts.ts';
import { recipientsOf } from '../compose/recipients-of.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const previewBroadcast = handle<MessagingTables>()(contract.previewBroadcast, async (context, named) => {
  const { personIds, outside } = await recipientsOf(context, named);
  return { count: personIds.length, outside, most: contract.mostRecipients };
});
