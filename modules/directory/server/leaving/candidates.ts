import { type QueryExecutorProvider, sql } from 'kysely';
import { findSuccessors, type Successor } from '../../domain/find-successors.ts';
import { loadLinks } from '../person-links.ts';

/** Who leaves, when, and who was named. */
export interface Leaver {
  readonly personId: string;
  readonly onDay: string;
  readonly successorId: string | null;
  readonly named: ReadonlyMap<string, string>;
}

/** People who are asked about, by name; `leavesOn`: the first day they are gone, where that is known. */
export interface Known {
  readonly name: string;
  readonly left: boolean;
  readonly leavesOn: string | null;
  readonly lastDay: string | null;
}

/** People by id with their names, and whether and when they leave. */
export async function knownPeople(db: QueryExecutorProvider, ids: readonly string[]): Promise<Map<string, Known>> {
  const { rows } = await sql<{
    id: string;
    name: string;
    left: boolean;
    leaves_on: string | null;
    last_day: string | null;
  }>`
    select p.id, p.name, p.left_on is not null as left, c.on_day as leaves_on, c.change ->> 'lastDay' as last_day
    from directory.person p
    left join directory.planned_change c on c.person_id = p.id and c.kind = 'markLeft' and c.state = 'waiting'
    where p.id = any(${sql.val([...new Set(ids)])}::uuid[])`.execute(db);
  return new Map(
    rows.map(({ id, name, left, leaves_on, last_day }) => [id, { name, left, leavesOn: leaves_on, lastDay: last_day }]),
  );
}

/** Gives, for a line, who may take over from a leaver, the best first; and everybody who was looked at, by id. */
export async function candidates(
  db: QueryExecutorProvider,
  leaver: Leaver,
): Promise<{ of: (line: string) => Successor[]; known: ReadonlyMap<string, Known> }> {
  const links = (await loadLinks(db, [leaver.personId])).get(leaver.personId);
  const { rows } = await sql<{ person_id: string }>`
    select h.person_id from directory.membership m
    join directory.department_tree t on t.descendant_id = m.department_id and t.valid_to is null
    join directory.headship h on h.department_id = t.ancestor_id and h.valid_to is null
    where m.person_id = ${leaver.personId}::uuid and m.is_main and m.valid_to is null order by t.depth, h.rank`.execute(
    db,
  );
  const heads = rows.map((row) => row.person_id);
  const supervisorId = links?.supervisorId ?? null;
  const ids = [...leaver.named.values(), leaver.successorId, supervisorId, ...heads].filter((id) => id !== null);
  const known = await knownPeople(db, ids);
  const gone = new Set(
    ids.filter((id) => {
      const person = known.get(id);
      return !person || person.left || (person.leavesOn !== null && person.leavesOn <= leaver.onDay);
    }),
  );
  return {
    known,
    of: (line) =>
      findSuccessors({
        personId: leaver.personId,
        forLine: leaver.named.get(line) ?? null,
        forAll: leaver.successorId,
        supervisorId,
        heads,
        gone,
      }),
  };
}
