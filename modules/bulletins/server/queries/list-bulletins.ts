import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { placeAfter } from '#kernel/server/place-after.ts';
import * as contract from '../../contract/operations.ts';
import { bulletinRowOf, bulletinRows, isCurrent } from '../bulletin-rows.ts';
import type { BulletinsTables } from '../bulletins-tables.ts';

export const listBulletins = handle<BulletinsTables>()(
  contract.listBulletins,
  async (context, { shown, cursor, limit }) => {
    const [at, after] = placeAfter(cursor);
    const current = isCurrent(context.now);
    const found = await bulletinRows(
      context,
      sql`${shown === 'current' ? current : sql`not (${current})`}
        and (${at}::timestamptz is null or (b.published_at, b.id) < (${at}::timestamptz, ${after}::uuid))`,
      limit + 1,
    );
    const rows = found.slice(0, limit).map(bulletinRowOf);
    const last = rows.at(-1);
    return { rows, ...(found.length > limit && last && { next: `${last.publishedAt} ${last.bulletinId}` }) };
  },
);
