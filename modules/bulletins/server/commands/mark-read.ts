import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { bulletinRead } from '../../contract/events.ts';
import * as contract from '../../contract/operations.ts';
import type { BulletinsTables } from '../bulletins-tables.ts';
import { isCleared } from '../is-cleared.ts';

export const markRead = handle<BulletinsTables>()(contract.markRead, async (context, { bulletinId }) => {
  const { personId } = context.person();
  const known =
    await sql`select from bulletins.bulletin b where b.id = ${bulletinId}::uuid and ${isCleared(context)}`.execute(
      context.db,
    );
  if (known.rows.length === 0) throw refuse(notFound);
  const { rows } = await sql`insert into bulletins.read_by (person_id, bulletin_id, at)
    values (${personId}, ${bulletinId}, ${context.now.toString()}) on conflict do nothing returning 1`.execute(
    context.db,
  );
  if (rows.length > 0) context.emit(bulletinRead, { bulletinId, personId });
  return {};
});
