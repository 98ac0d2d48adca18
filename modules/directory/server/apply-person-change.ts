import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { personChanged, personMoved, postHolderChanged } from '../contract/events.ts';
import { staffNumberTaken } from '../contract/failures.ts';
import type { PersonChange } from '../contract/people.ts';
import type { PostHolding } from '../contract/shapes.ts';
import type { DirectoryViews } from '../contract/views.ts';
import { checkPersonState } from './check-person-state.ts';
import { personColumns, toColumns } from './person-columns.ts';
import { loadLinks } from './person-links.ts';
import type { PersonRecord } from './person-table.ts';
import { refuseTaken } from './refuse-taken.ts';
import { writePeople } from './write-people.ts';

type Work = Pick<CommandContext<DirectoryViews>, 'db' | 'emit'>;

/**
 * Works out and checks what a person would be after a change. Posts in departments that the person leaves end with them,
 * unless the change says which posts there are.
 */
export async function preparePersonChange(db: Work['db'], record: PersonRecord, change: PersonChange) {
  const before = (await loadLinks(db, [record.id])).get(record.id);
  if (!before) throw new Error(`no links of person ${record.id}`);
  const departments = change.departments ?? before.departments;
  const kept = before.posts.filter((post) => departments.some((one) => one.departmentId === post.departmentId));
  const next = {
    record: { ...record, ...toColumns(change) },
    departments,
    posts: uniquePosts(change.posts ?? kept),
    supervisorId: change.supervisorId === undefined ? before.supervisorId : change.supervisorId,
  };
  await checkPersonState(db, next, next.supervisorId === before.supervisorId);
  return { before, next };
}

/** Carries out a change of a person from this day on and tells of it. The row is locked by the caller. */
export async function applyPersonChange(
  { db, emit }: Work,
  record: PersonRecord,
  change: PersonChange,
  day: string,
): Promise<void> {
  const { before, next } = await preparePersonChange(db, record, change);
  await refuseTaken(
    { person_staff_number: () => refuse(staffNumberTaken, { staffNumber: next.record.staff_number ?? '' }) },
    () => writePeople(db, { created: [], changed: [next], day }),
  );
  const fields = Object.entries(personColumns)
    .filter(([, column]) => record[column] !== next.record[column])
    .map(([field]) => field);
  if (fields.length > 0) emit(personChanged, { personId: record.id, fields });
  const moved =
    !sameSet(before.departments.map(textOf), next.departments.map(textOf)) ||
    before.supervisorId !== next.supervisorId ||
    record.employer_id !== next.record.employer_id;
  if (moved) {
    emit(personMoved, {
      personId: record.id,
      employerId: next.record.employer_id,
      departmentIds: next.departments.map((one) => one.departmentId),
      beforeDepartmentIds: before.departments.map((one) => one.departmentId),
      supervisorId: next.supervisorId,
    });
  }
  if (!sameSet(before.posts.map(textOf), next.posts.map(textOf))) {
    emit(postHolderChanged, { personId: record.id, holdings: [...next.posts], before: before.posts });
  }
}

/** Holdings, each once. */
export function uniquePosts(posts: readonly PostHolding[]): PostHolding[] {
  return [...new Map(posts.map((post) => [textOf(post), post])).values()];
}

function textOf(link: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.entries(link).sort());
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  const all = new Set(one);
  return one.length === other.length && other.every((entry) => all.has(entry));
}
