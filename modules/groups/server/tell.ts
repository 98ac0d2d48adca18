import { findHolders } from '#modules/access/contract/holders.ts';
import type { NoticeKind } from '#modules/notifications/contract/notice-kind.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import type { Command } from './groups-tables.ts';

/** Sends a notice about a group; gives its id per person who is told. */
export async function tell<K extends NoticeKind>(
  context: Command,
  kind: K,
  personIds: readonly string[],
  conversationId: string,
  facts: K['facts']['_zod']['output'],
  link = `/groups/${conversationId}`,
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const about = { type: 'groups.group', id: conversationId };
  const { notices } = await context.callAs(
    { name: 'groups.tell', permissions: [sendNotices] },
    notify,
    noticeOf(kind, { personIds, facts, about, link }),
  );
  return new Map(notices.map((one) => [one.personId, one.noticeId]));
}

/** Who holds a role or permission, counted from a person. */
export async function holdersOf(
  context: Command,
  personId: string,
  rule: { kind: 'role'; role: string; within: 'employer' } | { kind: 'permission'; permission: string },
): Promise<readonly string[]> {
  const { answers } = await context.read(findHolders, { questions: [{ key: 'holders', personId, rule }] });
  return answers[0]?.personIds ?? [];
}
