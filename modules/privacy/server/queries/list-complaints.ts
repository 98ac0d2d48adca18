import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { placeAfter } from '#kernel/server/place-after.ts';
import * as contract from '../../contract/complaints.ts';
import { decideComplaints } from '../../contract/permissions.ts';
import { complaintRowOf, complaintRows, standingOf } from '../complaints/complaint-rows.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

export const listComplaints = handle<PrivacyTables>()(
  contract.listComplaints,
  async (context, { whose, cursor, limit }) => {
    if (whose === 'toDecide') context.require(decideComplaints);
    const standing = await standingOf(context);
    const [at, after] = placeAfter(cursor);
    const found = await complaintRows(
      context,
      standing,
      sql`${standing[whose]} and (${at}::timestamptz is null or (c.at, c.id) < (${at}::timestamptz, ${after}::uuid))`,
      limit + 1,
    );
    const rows = found.slice(0, limit).map(complaintRowOf);
    const last = rows.at(-1);
    return { rows, ...(found.length > limit && last && { next: `${last.at} ${last.complaintId}` }) };
  },
);
