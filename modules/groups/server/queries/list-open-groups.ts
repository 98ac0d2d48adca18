import { sql } from 'kysely';
import { z } from 'zod';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/join-operations.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { loadKinds } from '../load-kinds.ts';

interface Row {
  conversation_id: string;
  name: string;
  kind: string;
  purpose: string;
  leader_id: string | null;
  leader_name: string | null;
  members: number;
  asked: boolean;
}

const cursorShape = z.tuple([z.string(), z.uuid()]);

/** Only groups whose kind takes requests are shown to who isn't in; with a rule, only to whom it names. */
export const listOpenGroups = handle<GroupsTables>()(
  contract.listOpenGroups,
  async (context, { limit, cursor, text = '' }) => {
    const { personId, employerId } = context.person();
    const kinds = await loadKinds(context.db as never);
    const open = [...kinds].flatMap(([code, { kind }]) => (kind.joining === 'approval' ? [code] : []));
    const [name, after] = cursorShape.safeParse(readCursor(cursor)).data ?? [null, null];
    const { rows } = await sql<Row>`
      select g.conversation_id, g.name, g.kind, g.purpose, l.person_id as leader_id, p.name as leader_name,
        c.member_count as members, exists (select from groups.join_ask j where j.conversation_id = g.conversation_id
          and j.person_id = ${personId}::uuid and j.state = 'open') as asked
      from groups.governed g join messaging.published_group c on c.id = g.conversation_id
      left join groups.leader l on l.conversation_id = g.conversation_id and l.rank = 0
      left join directory.published_person p on p.id = l.person_id
      where g.state = 'active' and g.employer_id = ${employerId}::uuid and g.kind = any(${sql.val(open)}::text[])
        and (${text} = '' or position(lower(${text}) in lower(g.name || ' ' || g.purpose)) > 0)
        and not exists (select from messaging.published_member m
          where m.conversation_id = g.conversation_id and m.person_id = ${personId}::uuid)
        and (not g.has_rule or exists (select from groups.expected x
          where x.conversation_id = g.conversation_id and x.person_id = ${personId}::uuid))
        and (${name}::text is null or (g.name, g.conversation_id) > (${name}::text, ${after}::uuid))
      order by g.name, g.conversation_id limit ${limit + 1}`.execute(context.db);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      rows: shown.map((row) => ({
        conversationId: row.conversation_id,
        name: row.name,
        kindTitle: kinds.get(row.kind)?.kind.title ?? { zh: row.kind, en: row.kind },
        purpose: row.purpose,
        leader:
          row.leader_id !== null && row.leader_name !== null ? { id: row.leader_id, name: row.leader_name } : null,
        members: row.members,
        asked: row.asked,
      })),
      ...(rows.length > limit && last ? { next: JSON.stringify([last.name, last.conversation_id]) } : {}),
    };
  },
);

function readCursor(cursor: string | undefined): unknown {
  try {
    return JSON.parse(cursor ?? 'null');
  } catch {
    return null;
  }
}
