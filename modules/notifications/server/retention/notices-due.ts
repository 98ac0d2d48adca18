import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { retentionCutoffs } from '#kernel/server/retention-cutoffs.ts';

/** SQL condition over `notifications.notice n` and its `notifications.sending s`: which of a kind are past their retention. */
export async function noticesDue(
  context: Pick<QueryContext<never>, 'now' | 'setting'>,
  kind: string,
): Promise<RawBuilder<SqlBool>> {
  const cutoffs = await retentionCutoffs(context);
  if (kind === 'notifications.notices')
    return sql<SqlBool>`(s.sent_words is null and s.sent_at < ${cutoffs.notice}::timestamptz)`;
  if (kind === 'notifications.formalNotices')
    return sql<SqlBool>`(s.sent_words is not null and exists (select from directory.published_person l
      where l.id = n.person_id and l.left_on <= ${cutoffs.afterLeaving}::date))`;
  throw refuse(notFound);
}
