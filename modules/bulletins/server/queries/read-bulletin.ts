import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { bulletinRowOf, bulletinRows } from '../bulletin-rows.ts';
import type { BulletinsTables } from '../bulletins-tables.ts';
import { mayTakeDown } from '../may-take-down.ts';

export const readBulletin = handle<BulletinsTables>()(contract.readBulletin, async (context, { bulletinId }) => {
  const [stored] = await bulletinRows(context, sql`b.id = ${bulletinId}::uuid`, 1);
  if (!stored) throw refuse(notFound);
  const keeps = await mayTakeDown(context, stored.publisher_id);
  return {
    ...bulletinRowOf(stored),
    body: stored.taken_down_at === null || keeps ? stored.body : null,
    expired: stored.expired,
    reason: stored.reason,
    may: keeps && stored.taken_down_at === null ? ['takeDown' as const] : [],
  };
});
