import type { NoticeKind } from '#modules/notifications/contract/notice-kind.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import type { Command } from '../privacy-tables.ts';

const process = { name: 'privacy.tell', permissions: [sendNotices] };

/** Sends a notice that leads to the complaint; to nobody where there is nobody. */
export async function tell<K extends NoticeKind>(
  context: Command,
  kind: K,
  complaintId: string,
  personIds: readonly string[],
  facts: K['facts']['_zod']['output'],
): Promise<void> {
  if (personIds.length === 0) return;
  const about = { type: 'privacyComplaint', id: complaintId };
  const link = `/me/complaints/${complaintId}`;
  await context.callAs(process, notify, noticeOf(kind, { personIds, facts, about, link }));
}
