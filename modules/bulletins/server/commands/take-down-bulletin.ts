import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { takenDownAlready } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import type { BulletinsTables } from '../bulletins-tables.ts';
import { isCleared } from '../is-cleared.ts';
import { mayTakeDown } from '../may-take-down.ts';
import { takeOffTheList } from '../take-off-the-list.ts';

export const takeDownBulletin = handle<BulletinsTables>()(
  contract.takeDownBulletin,
  async (context, { bulletinId, reason }) => {
    const { rows } = await sql<{ publisher_id: string }>`
      select b.publisher_id from bulletins.bulletin b where b.id = ${bulletinId}::uuid and ${isCleared(context)}`.execute(
      context.db,
    );
    const publisherId = rows[0]?.publisher_id;
    if (publisherId === undefined || !(await mayTakeDown(context, publisherId))) throw refuse(notFound);
    context.about('bulletin', bulletinId);
    const { personId } = context.person();
    if (!(await takeOffTheList(context, bulletinId, { by: personId, reason }))) throw refuse(takenDownAlready);
    return {};
  },
);
