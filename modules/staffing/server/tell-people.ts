import type { CommandContext } from '#kernel/server/context.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import type { NoticeKind } from '#modules/notifications/contract/notice-kind.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import type { StaffingTables } from './staffing-tables.ts';

type Context = CommandContext<StaffingTables>;

/** Tells people something as the process of staffing. */
export async function tellPeople<K extends NoticeKind>(
  context: Context,
  kind: K,
  personIds: readonly string[],
  told: { facts: K['facts']['_zod']['output']; about: { type: string; id: string }; link: string },
): Promise<void> {
  if (personIds.length === 0) return;
  await context.callAs(
    { name: 'staffing.tell', permissions: [sendNotices] },
    notify,
    noticeOf(kind, { personIds: [...personIds], ...told }),
  );
}

/** HR of a person's employer. */
export async function hrOf(context: Context, personId: string): Promise<readonly string[]> {
  const rule = { kind: 'role', role: 'hr', within: 'employer' } as const;
  const { answers } = await context.read(findHolders, { questions: [{ key: 'hr', personId, rule }] });
  return answers[0]?.personIds ?? [];
}
