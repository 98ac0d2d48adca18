import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { placeAfter } from '#kernel/server/place-after.ts';
import * as contract from '../../contract/operations.ts';
import { keepRegister } from '../../contract/permissions.ts';
import { transferRowOf, transferRows } from '../transfer-rows.ts';
import type { TransfersTables } from '../transfers-tables.ts';

export const listTransfers = handle<TransfersTables>()(
  contract.listTransfers,
  async (context, { whose, cursor, limit }) => {
    const { personId } = context.person();
    if (whose === 'register') context.require(keepRegister);
    const within = {
      toMe: sql`t.receiver_id = ${personId}::uuid`,
      byMe: sql`t.sender_id = ${personId}::uuid`,
      register: sql`${context.within(keepRegister, 't.sender_id')}`,
    }[whose];
    const [at, after] = placeAfter(cursor);
    const found = await transferRows(
      context.db,
      sql`${within} and (${at}::timestamptz is null or (t.approved_at, t.id) < (${at}::timestamptz, ${after}::uuid))`,
      limit + 1,
    );
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return {
      rows: rows.map(transferRowOf),
      ...(found.length > limit && last && { next: `${last.approved_at} ${last.id}` }),
    };
  },
);
