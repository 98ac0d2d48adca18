import { CompiledQuery } from 'kysely';
import { prepared } from '#kernel/server/database/prepared.ts';
import { togetherReader } from '#kernel/server/together/together-reader.ts';

/** People by id, in a kind of request, at an instant. */
interface Asked {
  readonly ids: readonly string[];
  readonly kind: string;
  readonly at: string;
}

/** Somebody in service, with those in service whom his deputy rules name at that instant in this kind. */
export interface ServingPerson {
  readonly employerId: string;
  readonly deputies: readonly string[];
}

interface Row {
  readonly n: number;
  readonly id: string;
  readonly employer_id: string;
  readonly deputies: readonly string[] | null;
}

// By `limit 1` each is looked up by id, whatever the planner knows of the tables' sizes.
const text = prepared(
  'approvals.foundPeople',
  `select k.n::int as n, k.id, p.employer_id,
    (select array_agg(distinct d.deputy_id) from approvals.deputy d
      cross join lateral (select s.active from directory.published_person s where s.id = d.deputy_id limit 1) s
      join directory.published_employer e on e.id = p.employer_id
      where s.active and d.principal_id = k.id and d.ended_at is null and (d.kinds is null or k.kind = any(d.kinds))
        and (k.at at time zone e.time_zone)::date between d.from_day and d.until_day) as deputies
  from unnest($1::int[], $2::uuid[], $3::text[], $4::timestamptz[]) k(n, id, kind, at)
  cross join lateral (select p.employer_id, p.active from directory.published_person p where p.id = k.id limit 1) p
  where p.active`,
);

/** Which of these people are in service now, and who may act for them. */
export const foundPeople = togetherReader<Asked, ReadonlyMap<string, ServingPerson>>({
  name: 'approvals.foundPeople',
  run: async (db, keys) => {
    const asked = keys.flatMap(({ ids, kind, at }, n) => [...new Set(ids)].map((id) => ({ n, id, kind, at })));
    const columns = [
      asked.map(({ n }) => n),
      asked.map(({ id }) => id),
      asked.map(({ kind }) => kind),
      asked.map(({ at }) => at),
    ];
    const { rows } = await db.getExecutor().executeQuery<Row>(CompiledQuery.raw(text, columns));
    const found = keys.map(() => new Map<string, ServingPerson>());
    for (const { n, id, employer_id: employerId, deputies } of rows) {
      found[n]?.set(id, { employerId, deputies: deputies ?? [] });
    }
    return found;
  },
});
