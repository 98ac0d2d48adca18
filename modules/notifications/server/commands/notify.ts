import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notPermitted } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { noticesSent } from '../../contract/events.ts';
import { noticeKindOf, wordNotice } from '../../contract/notice-kind.ts';
import * as operations from '../../contract/operations.ts';
import { sendNotices } from '../../contract/permissions.ts';
import { inPortions } from '../in-portions.ts';
import type { NotificationTables } from '../notification-tables.ts';

/** Nobody is reminded of the same thing more often (M5). */
const againMinutes = 5;

export const notify = handle<NotificationTables>()(operations.notify, async (context, input) => {
  // A role may hold the permission by mistake; what people are told in the system's name stays the system's all the same.
  if (context.actor.kind !== 'system') {
    throw refuse(notPermitted, { permission: sendNotices.sentence[context.language] });
  }
  const kind = noticeKindOf(input.kind);
  if (!kind) throw new Error(`no module declares the notice kind ${input.kind}`);
  const facts = kind.facts.parse(input.facts) as Record<string, unknown>;
  const sentWords = kind.hasConsequences
    ? { zh: wordNotice(kind, facts, 'zh'), en: wordNotice(kind, facts, 'en') }
    : null;
  const sendingId = context.newId();
  const personIds = [...new Set(input.personIds)];
  const noticeIds = personIds.map(() => context.newId());
  const { rows: told } = await sql<{ id: string; person_id: string }>`
    with sending as (
      insert into notifications.sending (id, kind, facts, link, about_type, about_id, urgent, sent_words, sent_at)
      values (${sendingId}, ${kind.code}, ${JSON.stringify(facts)}, ${input.link}, ${input.about.type},
              ${input.about.id}, ${input.urgent}, ${sentWords && JSON.stringify(sentWords)}, ${context.now.toString()})
    )
    insert into notifications.notice (id, sending_id, person_id)
    select meant.id, ${sendingId}, meant.person_id
    from unnest(${noticeIds}::uuid[], ${personIds}::uuid[]) meant (id, person_id)
    join directory.published_person person on person.id = meant.person_id and person.active
    where ${!input.again} or coalesce((
      select bool_and(n.read_at is null) and max(s.sent_at) <= ${context.now.subtract({ minutes: againMinutes }).toString()}
      from notifications.sending s join notifications.notice n on n.sending_id = s.id and n.person_id = meant.person_id
      where s.about_type = ${input.about.type} and s.about_id = ${input.about.id} and s.kind = ${kind.code}
    ), false)
    returning id, person_id`.execute(context.db);
  const notices = told.map((row) => ({ noticeId: row.id, personId: row.person_id }));
  context.about(input.about.type, input.about.id);
  for (const portion of inPortions(notices, 500)) {
    context.emit(noticesSent, {
      kind: kind.code,
      about: input.about,
      urgent: input.urgent,
      at: context.now.toString(),
      notices: portion,
    });
  }
  return { notices };
});
