import { sql } from 'kysely';
import { z } from 'zod';
import { id, instant } from '#kernel/contract/shapes.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { bulletinRowOf, bulletinRows, isCurrent } from '../bulletin-rows.ts';
import type { BulletinsTables } from '../bulletins-tables.ts';

const cursorShape = z.tuple([instant(), id()]);

export const listBulletins = handle<BulletinsTables>()(
  contract.listBulletins,
  async (context, { shown, cursor, limit }) => {
    const [at, after] = cursor ? cursorOf(cursor) : [null, null];
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

/** A cursor that isn't one begins at the top. */
function cursorOf(cursor: string): readonly [string, string] | readonly [null, null] {
  const read = cursorShape.safeParse(cursor.split(' '));
  return read.success ? read.data : [null, null];
}
