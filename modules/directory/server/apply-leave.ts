import type { CommandContext } from '#kernel/server/context.ts';
import { deputyHeadChanged, headChanged, personLeft } from '../contract/events.ts';
import type { DirectoryViews } from '../contract/views.ts';
import { headedBy, headsOf, setHeads } from './headship-table.ts';
import { handReports } from './leaving/hand-reports.ts';
import type { PersonRecord } from './person-table.ts';
import { writePeople } from './write-people.ts';

type Work = Pick<CommandContext<DirectoryViews>, 'db' | 'emit'>;

/**
 * The person is gone from this day on (D6): departments, posts and headships end; those who report to the person still
 * report to the successor, else to the person's own supervisor. The row stays: account and id are never used again.
 */
export async function applyLeave(
  { db, emit }: Work,
  record: PersonRecord,
  leave: { readonly leftOn: string; readonly lastDay: string; readonly successorId: string | null },
): Promise<void> {
  const day = leave.leftOn;
  await handReports({ db, emit }, { personId: record.id, successorId: leave.successorId, day });
  await writePeople(db, {
    created: [],
    changed: [{ record: { ...record, left_on: day }, departments: [], posts: [], supervisorId: null }],
    day,
  });
  for (const [kind, changed] of [
    ['head', headChanged],
    ['deputy', deputyHeadChanged],
  ] as const) {
    const before = await headsOf(db, await headedBy(db, [record.id], kind), kind);
    const after = new Map([...before].map(([id, heads]) => [id, heads.filter((head) => head !== record.id)]));
    await setHeads(db, after, day, kind);
    for (const [departmentId, personIds] of after)
      emit(changed, { departmentId, personIds, beforeIds: before.get(departmentId) ?? [] });
  }
  emit(personLeft, {
    personId: record.id,
    employerId: record.employer_id,
    lastDay: leave.lastDay,
    successorId: leave.successorId,
  });
}
