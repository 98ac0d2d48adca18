import type { QueryExecutorProvider } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile } from '#kernel/contract/kernel-failures.ts';
import { databaseRefusal } from '#kernel/server/database-refusal.ts';
import type { Membership, PostHolding } from '../contract/shapes.ts';
import { membershipTable } from './membership-table.ts';
import { personRecordTable } from './person-record-table.ts';
import { insertPeople, type PersonRecord, updatePeople } from './person-table.ts';
import { postHoldingTable } from './post-holding-table.ts';
import { supervisionTable } from './supervision-table.ts';
import { syncLinks } from './sync-links.ts';

/** Everything the directory holds of a person from a day on. Links that are left out stay as they are. */
export interface PersonState {
  readonly record: PersonRecord;
  readonly departments?: readonly Membership[];
  readonly posts?: readonly PostHolding[];
  readonly supervisorId?: string | null;
}

/**
 * Writes people, one or ten thousand, in the same few statements, with their history. Refuses with `kernel.changedMeanwhile`
 * where a row is no longer at its revision, and with `kernel.dutiesSeparated` where a post would make somebody two administrators. Permissions, references and circles are checked by the caller beforehand.
 */
export async function writePeople(
  db: QueryExecutorProvider,
  write: { readonly created: readonly PersonState[]; readonly changed: readonly PersonState[]; readonly day: string },
): Promise<void> {
  const { created, changed, day } = write;
  await insertPeople(
    db,
    created.map((person) => person.record),
  );
  const written = await updatePeople(
    db,
    changed.map((person) => person.record),
  );
  if (written !== changed.length) throw refuse(changedMeanwhile);
  const all = [...created, ...changed];
  await syncLinks(db, personRecordTable, {
    owners: all.map(({ record }) => record.id),
    wanted: all
      .filter(({ record }) => record.left_on === null)
      .map(({ record: { id, employer_id, name, job_title, staff_type } }) => ({
        person_id: id,
        employer_id,
        name,
        job_title,
        staff_type,
      })),
    day,
  });
  const ids = (people: readonly PersonState[]) => people.map(({ record }) => record.id);
  const moved = all.filter((person) => person.departments !== undefined);
  await syncLinks(db, membershipTable, {
    owners: ids(moved),
    wanted: moved.flatMap(({ record, departments = [] }) =>
      departments.map(({ departmentId, main }) => ({
        person_id: record.id,
        department_id: departmentId,
        is_main: main,
      })),
    ),
    day,
  });
  const posted = all.filter((person) => person.posts !== undefined);
  await syncLinks(db, postHoldingTable, {
    owners: ids(posted),
    wanted: posted.flatMap(({ record, posts = [] }) =>
      posts.map(({ postId, departmentId }) => ({
        person_id: record.id,
        post_id: postId,
        department_id: departmentId,
      })),
    ),
    day,
  }).catch((error: unknown) => {
    // A post brings its roles, and higher modules guard in the database what nobody may hold together.
    throw databaseRefusal(error) ?? error;
  });
  const supervised = all.filter((person) => person.supervisorId !== undefined);
  await syncLinks(db, supervisionTable, {
    owners: ids(supervised),
    wanted: supervised.flatMap(({ record, supervisorId }) =>
      supervisorId ? [{ person_id: record.id, supervisor_id: supervisorId }] : [],
    ),
    day,
  });
}
