import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { ArchiveFilter } from '../../contract/archive-search.ts';
import { notSearchable } from '../../contract/archive-search-failures.ts';
import { containing } from '../list-conditions.ts';
import type { SearchField } from './search-fields.ts';

type Condition = ArchiveFilter['fields'][number];

/** A number of the form; nothing where the value isn't one. */
export const numberIn = (name: string): RawBuilder<unknown> =>
  sql`case when jsonb_typeof(i.form -> ${name}::text) = 'number' then (i.form ->> ${name}::text)::numeric end`;

/** A condition on a field of `approvals.instance i`, as SQL; refuses a field that can't be searched so. */
export function fieldCondition(fields: readonly SearchField[], condition: Condition): RawBuilder<unknown> {
  const { name, contains, least, most, from, to, is } = condition;
  const parts: RawBuilder<unknown>[] = [];
  const value = sql`i.form ->> ${name}::text`;
  switch (fields.find((field) => field.name === name)?.searchedBy) {
    case 'text':
      if (contains !== undefined) parts.push(sql`${value} ilike ${containing(contains)}`);
      break;
    case 'number':
    case 'money':
      if (least !== undefined) parts.push(sql`${numberIn(name)} >= ${least}`);
      if (most !== undefined) parts.push(sql`${numberIn(name)} <= ${most}`);
      break;
    case 'day': {
      // A day itself, the day of a half day, or of days from and to: whatever overlaps.
      const part = (which: string) => sql`case jsonb_typeof(i.form -> ${name}::text) when 'string' then ${value}
        else coalesce(i.form -> ${name}::text ->> 'date', i.form -> ${name}::text -> ${which}::text ->> 'date') end`;
      if (from !== undefined) parts.push(sql`${part('to')} >= ${from}`);
      if (to !== undefined) parts.push(sql`${part('from')} <= ${to}`);
      break;
    }
    case 'choice':
    case 'person':
      if (is !== undefined) parts.push(sql`i.form -> ${name}::text @> ${JSON.stringify(is)}::jsonb`);
      break;
    default:
      break;
  }
  if (parts.length === 0) throw refuse(notSearchable);
  return sql.join(parts, sql` and `);
}
