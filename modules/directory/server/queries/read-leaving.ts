import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { handOverLines } from '../../contract/hand-over-line.ts';
import * as contract from '../../contract/leaving.ts';
import { managePeople } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import type { SuccessorChosen } from '../../domain/find-successors.ts';
import { candidates, knownPeople } from '../leaving/candidates.ts';
import { findLeaving } from '../leaving/find-leaving.ts';

export const readLeaving = handle<DirectoryViews>()(contract.readLeaving, async (context, { personId }) => {
  const { db } = context;
  const own = context.actor.kind === 'person' && context.actor.personId === personId;
  const { rows: people } = await sql<{ id: string; name: string; left_on: string | null; managed: boolean }>`
    select p.id, p.name, p.left_on, ${context.within(managePeople, 'p.id')} as managed
    from directory.person p where p.id = ${personId}::uuid`.execute(db);
  const [person] = people;
  if (!person || !(own || person.managed)) throw refuse(notFound);
  const named = { id: person.id, name: person.name };
  const lines = extensionsAt(handOverLines, context.contracts);
  const shown = (name: string) => {
    const line = lines.find((one) => one.name === name);
    const nothing = { zh: '', en: '' };
    return {
      line: name,
      title: line?.title ?? { zh: name, en: name },
      hint: line?.hint ?? nothing,
      moves: line?.handOver !== undefined,
    };
  };
  if (person.left_on !== null) {
    const { rows } = await sql<{
      line: string;
      handed: number;
      chosen: SuccessorChosen | null;
      failure_code: string | null;
      at: string;
      to_id: string | null;
      to_name: string | null;
    }>`
      select h.line, h.handed, h.chosen, h.failure_code, h.at, s.id as to_id, s.name as to_name
      from directory.hand_over h left join directory.person s on s.id = h.successor_id
      where h.person_id = ${personId}::uuid order by h.line`.execute(db);
    const lastDay = Temporal.PlainDate.from(person.left_on).subtract({ days: 1 }).toString();
    return {
      person: named,
      lastDay,
      state: 'done' as const,
      successor: null,
      lines: [],
      outcomes: rows.map((row) => ({
        ...shown(row.line),
        handed: row.handed,
        to: row.to_id && row.to_name && row.chosen ? { id: row.to_id, name: row.to_name, chosen: row.chosen } : null,
        failureCode: row.failure_code,
        at: row.at,
      })),
      may: [],
    };
  }
  const leaving = await findLeaving(db, personId);
  if (!leaving) throw refuse(notFound);
  const leaver = { personId, onDay: leaving.onDay, successorId: leaving.successorId, named: leaving.named };
  const { of } = await candidates(db, leaver);
  const held = await Promise.all(
    // A leaver who looks at their own list needn't manage anybody.
    lines.map((line) => (person.managed ? context.read(line.held, { personId }) : { count: 0, names: [] })),
  );
  const known = await knownPeople(db, [
    ...leaving.named.values(),
    ...(leaving.successorId ? [leaving.successorId] : []),
    ...lines.flatMap((line) => of(line.name).map((one) => one.personId)),
  ]);
  const nameOf = (id: string) => ({ id, name: known.get(id)?.name ?? '' });
  return {
    person: named,
    lastDay: leaving.lastDay,
    state: 'waiting' as const,
    successor: leaving.successorId === null ? null : nameOf(leaving.successorId),
    lines: lines.map((line, index) => {
      const mine = leaving.named.get(line.name);
      const wanted = known.get(mine ?? leaving.successorId ?? '');
      const [first] = line.handOver ? of(line.name) : [];
      return {
        ...shown(line.name),
        count: held[index]?.count ?? 0,
        names: held[index]?.names ?? [],
        named: mine ? nameOf(mine) : null,
        goesTo: first ? { ...nameOf(first.personId), chosen: first.chosen } : null,
        problem: !wanted
          ? null
          : wanted.left
            ? ('left' as const)
            : wanted.leavesOn !== null && wanted.leavesOn <= leaving.onDay
              ? ('leavesToo' as const)
              : null,
      };
    }),
    outcomes: [],
    may: person.managed ? (['nameSuccessor'] as const).slice() : [],
  };
});
