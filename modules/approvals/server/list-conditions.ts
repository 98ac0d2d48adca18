import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { QueryContext } from '#kernel/server/context.ts';
import type { listFilter } from '../contract/list-filter.ts';
import { allKinds } from './kind-of.ts';

type Filter = { [K in keyof typeof listFilter]?: z.infer<(typeof listFilter)[K]> };

/** A text as a pattern that finds it anywhere, whatever is in it. */
export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/**
 * What a list's filter asks of `approvals.instance i`, as SQL that begins with `and`; days count in the time zone of the
 * reader's employer. `at`: the time that the list shows. `status` is left to the list. `sees`: of which of them the reader may
 * search what they are about, where that isn't all.
 */
export function listConditions(
  context: Pick<QueryContext<unknown>, 'contracts' | 'person'>,
  filter: Filter,
  at: RawBuilder<unknown>,
  sees?: RawBuilder<boolean>,
): RawBuilder<unknown> {
  const { search, kind, status, from, to } = filter;
  const zone = sql`(select e.time_zone from directory.published_employer e where e.id = ${context.person().employerId}::uuid)`;
  const midnight = (day: string) => sql`(${day}::date::timestamp at time zone ${zone})`;
  const parts = [sql``];
  if (kind !== undefined) parts.push(sql`and i.kind = ${kind}`);
  if (status !== undefined) parts.push(sql`and i.status = ${status}`);
  if (from !== undefined) parts.push(sql`and ${at} >= ${midnight(from)}`);
  if (to !== undefined) {
    parts.push(sql`and ${at} < ${midnight(Temporal.PlainDate.from(to).add({ days: 1 }).toString())}`);
  }
  if (search !== undefined) parts.push(sql`and ${contains(context, search, sees)}`);
  return sql.join(parts, sql` `);
}

/** Whether the number, title, summary or applicant's name of `i` contains this text; title and summary only where `sees`. */
export function contains(
  context: Pick<QueryContext<unknown>, 'contracts'>,
  search: string,
  sees?: RawBuilder<boolean>,
): RawBuilder<unknown> {
  const pattern = containing(search);
  const typed = search.toLowerCase();
  const kinds = allKinds(context)
    .filter(({ title }) => [title.zh, title.en].some((word) => word.toLowerCase().includes(typed)))
    .map(({ name }) => name);
  const matter = sql`(i.summary->>'zh' ilike ${pattern} or i.summary->>'en' ilike ${pattern}
    or i.summary->'title'->>'zh' ilike ${pattern} or i.summary->'title'->>'en' ilike ${pattern})`;
  return sql`(i.number ilike ${pattern} or ${sees ? sql`(${matter} and ${sees})` : matter} or i.kind = any(${kinds}::text[])
    or exists (select from directory.published_person a where a.id = i.applicant_id and a.name ilike ${pattern}))`;
}
