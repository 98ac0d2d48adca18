import { sql } from 'kysely';
import { z } from 'zod';
import type { PersonalMark } from '#kernel/contract/personal.ts';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { day } from '#kernel/contract/shapes.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/retention.ts';
import type { PrivacyTables } from '../privacy-tables.ts';
import { titleOf } from '../retention/retained-kinds.ts';

const cursorShape = z.tuple([day(), z.string()]);

/** By day, kind and employer: one night may have many acts. */
export const listErasures = handle<PrivacyTables>()(contract.listErasures, async (context, { cursor, limit }) => {
  const { company, employerIds } = context.reach(superviseRetention);
  // A cursor that isn't one begins at the top.
  const [before, after] = cursorShape.safeParse(cursor?.split(' ')).data ?? [null, null];
  const { rows } = await sql<{
    day: string;
    kind: string;
    period: PersonalMark['retention'];
    employer_id: string | null;
    employer: string | null;
    destruction: string | null;
    count: number;
    evidence: number;
    last_at: string;
    place: string;
  }>`
    with acts as (
      select day, kind, period, employer_id, destruction, sum(count)::int as count, sum(evidence)::int as evidence,
        max(at) as last_at, concat_ws('|', kind, employer_id::text, destruction) as place
      from privacy.erasure
      where ${company} or employer_id = any(${sql.val(employerIds)}::uuid[])
      group by day, kind, period, employer_id, destruction)
    select a.*, e.name as employer from acts a left join directory.published_employer e on e.id = a.employer_id
    where ${before}::date is null or a.day < ${before}::date or (a.day = ${before}::date and a.place > ${after})
    order by a.day desc, a.place limit ${limit + 1}`.execute(context.db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ kind, employer_id: id, employer, last_at: lastAt, place: _, ...row }) => ({
      ...{ ...row, kind, lastAt, title: { ...titleOf(context.contracts, kind) } },
      employer: id === null ? null : { id, name: employer ?? '' },
    })),
    ...(rows.length > limit && last && { next: `${last.day} ${last.place}` }),
  };
});
