import { sql } from 'kysely';
import { z } from 'zod';
import { id, instant } from '#kernel/contract/shapes.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { readRegister } from '../../contract/permissions.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { listRows } from '../list-rows.ts';
import { loadKinds } from '../load-kinds.ts';

const cursorShape = z.tuple([instant(), id()]);

export const listGroups = handle<GroupsTables>()(contract.listGroups, async (context, input) => {
  const { limit, cursor, only, kind, text } = input;
  const kinds = await loadKinds(context.db as never);
  // A cursor that isn't one begins at the top.
  const [at, after] = cursorShape.safeParse(cursor?.split(' ')).data ?? [null, null];
  const today = sql`${context.now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()}::date`;
  const idle = sql.join(
    [...kinds].map(
      ([code, one]) =>
        sql`(g.kind = ${code} and c.last_at < ${context.now.subtract({ hours: 24 * one.kind.idleDays }).toString()}::timestamptz)`,
    ),
    sql` or `,
  );
  const shown = {
    active: sql`g.state = 'active'`,
    difference: sql`g.state = 'active' and exists (select from groups.difference d where d.conversation_id = g.conversation_id)`,
    idle: sql`g.state = 'active' and (${idle})`,
    leaderless: sql`g.state = 'active' and l.person_id is null`,
    ended: sql`g.state = 'active' and g.ends_on < ${today}`,
    dissolved: sql`g.state = 'dissolved'`,
  }[only];
  const found = await listRows(
    context,
    kinds,
    sql<boolean>`${context.within(readRegister, 'g.applicant_id')} and ${shown}
      and (${kind ?? null}::text is null or g.kind = ${kind ?? null})
      and (${text ?? ''} = '' or position(lower(${text ?? ''}) in lower(g.name)) > 0
        or position(lower(${text ?? ''}) in lower(coalesce(p.name, ''))) > 0)
      and (${at}::timestamptz is null or (g.since, g.conversation_id) < (${at}::timestamptz, ${after}::uuid))`,
    sql`order by g.since desc, g.conversation_id desc limit ${limit + 1}`,
  );
  const last = found[limit - 1];
  return {
    rows: found.slice(0, limit).map(({ since: _since, ...row }) => row),
    ...(found.length > limit && last ? { next: `${last.since} ${last.conversationId}` } : {}),
  };
});
