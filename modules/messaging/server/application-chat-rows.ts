import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { conversationOpened } from '../contract/events.ts';
import { nameKey } from '../domain/name-key.ts';
import type { MessagingTables } from './messaging-tables.ts';

export interface ApplicationChat {
  readonly id: string;
  readonly personId: string;
}

/** The conversations of these people with an application, opened where there were none; those that take nothing more are left out. */
export async function applicationChats(
  context: CommandContext<MessagingTables>,
  application: { readonly applicationId: string; readonly name: string },
  personIds: readonly string[],
): Promise<ApplicationChat[]> {
  const { applicationId, name } = application;
  const wanted = [...new Set(personIds)].sort();
  const at = context.now.toString();
  const made = await sql<ApplicationChat>`
    with wanted as (
      select w.id, w.person_id from unnest(${sql.val(wanted.map(() => context.newId()))}::uuid[], ${sql.val(wanted)}::uuid[]) as w(id, person_id)
      join directory.published_person p on p.id = w.person_id and p.active
      where not exists (select from messaging.conversation c
        where c.person_id = w.person_id and c.application_id = ${applicationId}::uuid)
    )
    insert into messaging.conversation
      (id, kind, name, name_key, application_id, person_id, last_at, member_count, made_at, made_by)
    select id, 'application', ${name}, ${nameKey(name)}, ${applicationId}::uuid, person_id, ${at}::timestamptz, 1, ${at}::timestamptz,
      person_id
    from wanted order by person_id
    on conflict on constraint conversation_application do nothing
    returning id, person_id as "personId"`.execute(context.db);
  if (made.rows.length > 0)
    await sql`
      insert into messaging.member (conversation_id, person_id, joined_seq, joined_at, read_seq)
      select m.id, m.person_id, 0, ${at}::timestamptz, 0
      from unnest(${sql.val(made.rows.map(({ id }) => id))}::uuid[], ${sql.val(made.rows.map(({ personId }) => personId))}::uuid[])
        as m(id, person_id)`.execute(context.db);
  for (const { id, personId } of made.rows)
    context.emit(conversationOpened, { conversationId: id, kind: 'application', personIds: [personId] });
  const { rows } = await sql<ApplicationChat>`
    select id, person_id as "personId" from messaging.conversation
    where application_id = ${applicationId}::uuid and person_id = any(${sql.val(wanted)}::uuid[]) and closed_at is null
    order by id`.execute(context.db);
  return rows;
}
