import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { departmentNameTaken } from '../../contract/failures.ts';
import { closedBy } from '../../domain/reorganisation/apply-steps.ts';
import { differencesOf, sameTop } from '../../domain/reorganisation/compare-structures.ts';
import type { DraftDepartment, DraftPerson, Structure } from '../../domain/reorganisation/structure.ts';
import { departmentRecordTable } from '../department-record-table.ts';
import { insertDepartments, nextDepartmentNumber, recordDepartments } from '../department-table.ts';
import { setAncestors, subtreeOf } from '../department-tree-table.ts';
import { headcountTable } from '../headcount-table.ts';
import { setHeads } from '../headship-table.ts';
import { membershipTable } from '../membership-table.ts';
import { postHoldingTable } from '../post-holding-table.ts';
import { refuseTaken } from '../refuse-taken.ts';
import { supervisionTable } from '../supervision-table.ts';
import { syncLinks } from '../sync-links.ts';

/**
 * Makes the structure what a draft says, from this day on, in a handful of statements however many people it moves. Locks on the
 * tree and on supervision are held by the caller. Gives the departments and people that it changed.
 */
export async function writeReorganisation(
  db: QueryExecutorProvider,
  before: Structure,
  after: Structure,
  day: string,
): Promise<{ departmentIds: string[]; personIds: string[] }> {
  const { created, removed, changed, people } = differencesOf(before, after);
  const renamed = changed.filter(
    (one) => one.before.name !== one.after.name || one.before.parentId !== one.after.parentId,
  );
  const moved = changed.filter((one) => one.before.parentId !== one.after.parentId);
  const removedIds = removed.map((one) => one.id);
  // Below what moved as it still is: what comes to stand there moves itself.
  const under = await subtreeOf(
    db,
    moved.map((one) => one.after.id),
  );

  await sql`
    update directory.department set removed_on = ${day}, revision = revision + 1
    where id = any(${sql.val(removedIds)}::uuid[])`.execute(db);
  const firstNumber = await nextDepartmentNumber(db);
  await refuseTaken({ department_name: () => refuse(departmentNameTaken, { name: '' }) }, async () => {
    // Two departments may exchange their names: out of the way first, all at once.
    await sql`
        update directory.department set name = id::text where id = any(${sql.val(renamed.map((one) => one.after.id))}::uuid[])`.execute(
      db,
    );
    await insertDepartments(
      db,
      parentsFirst(created).map((one, index) => ({
        id: one.id,
        employer_id: one.employerId,
        parent_id: one.parentId,
        number: firstNumber + index,
        name: one.name,
        sort: 0,
      })),
      day,
    );
    await sql`
        update directory.department d set name = w.name, parent_id = w.parent_id, revision = revision + 1
        from jsonb_to_recordset(${JSON.stringify(
          changed.map(({ after: { id, name, parentId } }) => ({ id, name, parent_id: parentId })),
        )}::jsonb) as w(id uuid, name text, parent_id uuid)
        where d.id = w.id`.execute(db);
  });
  await recordDepartments(
    db,
    renamed.map(({ after: { id, name, parentId } }) => ({ id, name, parent_id: parentId })),
    day,
  );
  await setAncestors(db, [...new Set([...under, ...removedIds, ...created.map((one) => one.id)])], day);
  await syncLinks(db, departmentRecordTable, { owners: removedIds, wanted: [], day });

  const topped = [...created, ...changed.flatMap((one) => (sameTop(one.before, one.after) ? [] : [one.after]))];
  const topOf = (ids: (one: DraftDepartment) => readonly string[]) =>
    new Map<string, readonly string[]>([
      ...removedIds.map((id): [string, string[]] => [id, []]),
      ...topped.map((one): [string, readonly string[]] => [one.id, ids(one)]),
    ]);
  await setHeads(
    db,
    topOf(({ headIds }) => headIds),
    day,
  );
  await setHeads(
    db,
    topOf(({ deputyIds }) => deputyIds),
    day,
    'deputy',
  );
  await writeHeadcounts(
    db,
    [...created, ...changed.flatMap((one) => (one.before.planned === one.after.planned ? [] : [one.after]))],
    removedIds,
    day,
  );
  await writePeople(
    db,
    people.map((one) => one.after),
    day,
  );
  await sql`
    update directory.post set closed = true, revision = revision + 1
    where id = any(${sql.val(closedBy(before, after).map((post) => post.id))}::uuid[])`.execute(db);
  return {
    departmentIds: [...created, ...removed, ...changed.map((one) => one.after)].map((one) => one.id),
    personIds: people.map((one) => one.after.id),
  };
}

/** Those that stand above others come first: a department refers to the one above it. */
function parentsFirst(departments: readonly DraftDepartment[]): DraftDepartment[] {
  const ordered: DraftDepartment[] = [];
  const left = new Map(departments.map((one) => [one.id, one]));
  const take = (one: DraftDepartment) => {
    if (!left.delete(one.id)) return;
    const parent = one.parentId === null ? undefined : left.get(one.parentId);
    if (parent) take(parent);
    ordered.push(one);
  };
  for (const one of departments) take(one);
  return ordered;
}

/** The headcount of departments in all; what is planned by post stays, and goes with the department. */
async function writeHeadcounts(
  db: QueryExecutorProvider,
  departments: readonly DraftDepartment[],
  removedIds: readonly string[],
  day: string,
): Promise<void> {
  const { rows: byPost } = await sql<{ department_id: string; post_id: string; planned: number }>`
    select department_id, post_id, planned from directory.headcount
    where department_id = any(${sql.val(departments.map((one) => one.id))}::uuid[]) and post_id is not null
      and valid_to is null`.execute(db);
  await syncLinks(db, headcountTable, {
    owners: [...removedIds, ...departments.map((one) => one.id)],
    wanted: [
      ...byPost,
      ...departments.flatMap((one) =>
        one.planned === null ? [] : [{ department_id: one.id, post_id: null, planned: one.planned }],
      ),
    ],
    day,
  });
}

async function writePeople(db: QueryExecutorProvider, people: readonly DraftPerson[], day: string): Promise<void> {
  const owners = people.map((person) => person.id);
  await sql`
    update directory.person set revision = revision + 1 where id = any(${sql.val(owners)}::uuid[])`.execute(db);
  await syncLinks(db, membershipTable, {
    owners,
    wanted: people.flatMap((person) =>
      person.departments.map(({ departmentId, main }) => ({
        person_id: person.id,
        department_id: departmentId,
        is_main: main,
      })),
    ),
    day,
  });
  await syncLinks(db, postHoldingTable, {
    owners,
    wanted: people.flatMap((person) =>
      person.posts.map(({ postId, departmentId }) => ({
        person_id: person.id,
        post_id: postId,
        department_id: departmentId,
      })),
    ),
    day,
  });
  await syncLinks(db, supervisionTable, {
    owners,
    wanted: people.flatMap((person) =>
      person.supervisorId ? [{ person_id: person.id, supervisor_id: person.supervisorId }] : [],
    ),
    day,
  });
}
