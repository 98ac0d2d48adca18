import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { placeAfter } from '#kernel/server/place-after.ts';
import * as contract from '../../contract/operations.ts';
import { readRegister } from '../../contract/permissions.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { listRows } from '../list-rows.ts';
import { loadKinds } from '../load-kinds.ts';
import { registerCondition } from '../register-condition.ts';

export const listGroups = handle<GroupsTables>()(contract.listGroups, async (context, input) => {
  const { limit, cursor } = input;
  const kinds = await loadKinds(context.db as never);
  const [at, after] = placeAfter(cursor);
  const found = await listRows(
    context,
    kinds,
    sql<boolean>`${context.within(readRegister, 'g.applicant_id')} and ${registerCondition(kinds, context.now, input)}
      and (${at}::timestamptz is null or (g.since, g.conversation_id) < (${at}::timestamptz, ${after}::uuid))`,
    sql`order by g.since desc, g.conversation_id desc limit ${limit + 1}`,
  );
  const last = found[limit - 1];
  return {
    rows: found.slice(0, limit).map(({ since: _since, ...row }) => row),
    ...(found.length > limit && last ? { next: `${last.since} ${last.conversationId}` } : {}),
  };
});
