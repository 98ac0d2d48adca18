import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { handle } from '#kernel/server/define-module.ts';
import { hrFileChanged, structureImported } from '../../contract/events.ts';
import { importDone, importHasProblems, importOutdated } from '../../contract/failures.ts';
import { hrFileLimits, ownerProcess } from '../../contract/field-owner.ts';
import * as contract from '../../contract/import.ts';
import type { Membership, PersonFields, PostHolding } from '../../contract/shapes.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import type { PersonFields as ReadFields } from '../../domain/import/person-fields.ts';
import type { DepartmentRef, ImportPlan, PersonRef } from '../../domain/import/plan-import.ts';
import { todayIn } from '../../domain/today-in.ts';
import { insertDepartments, nextDepartmentNumber } from '../department-table.ts';
import { lockTree } from '../department-tree-table.ts';
import { type EmployerRecord, loadEmployers } from '../employer-table.ts';
import { type HeadKind, headedBy, headsOf, setHeads } from '../headship-table.ts';
import { planLeavings } from '../hr-file/plan-leavings.ts';
import { refuseOwned } from '../hr-file/refuse-owned.ts';
import { refuseTooMuch } from '../hr-file/refuse-too-much.ts';
import { mayImport, refuseOutsideReach } from '../import/import-reach.ts';
import { loadImport } from '../import/people-import-table.ts';
import { planFile } from '../import/plan-file.ts';
import { newPersonRecord } from '../new-person-record.ts';
import { toColumns } from '../person-columns.ts';
import { loadLinks } from '../person-links.ts';
import { loadPeople } from '../person-table.ts';
import { refuseTaken } from '../refuse-taken.ts';
import { lockSupervision, supervisionTable } from '../supervision-table.ts';
import { syncLinks } from '../sync-links.ts';
import { type PersonState, writePeople } from '../write-people.ts';

/** So many people are written at a time, then progress is told. */
const portion = 1_000;

export const applyImport = handle<DirectoryViews>()(contract.applyImport, async (context, { importId }) => {
  const { db } = context;
  const found = await loadImport(db, importId, 'update');
  const employer = found && (await loadEmployers(db, [found.employer_id])).get(found.employer_id);
  if (!found || found.erased_at !== null || !employer || !mayImport(context, employer.id)) throw refuse(notFound);
  if (found.applied_at !== null || found.rejected_at !== null) throw refuse(importDone);
  if (!found.applicable) throw refuse(importHasProblems, { problems: found.counts.errors });
  const bytes = await context.blobs.get(found.file_blob);
  if (!bytes) throw refuse(notFound);
  context.about('import', importId);

  await lockTree(db);
  await lockSupervision(db);
  const { plan, digest } = await planFile(db, employer, { bytes, name: found.file_name }, found.options);
  if (digest !== found.digest) throw refuse(importOutdated);
  await refuseOutsideReach(context, plan);
  const limits = await context.setting(hrFileLimits, employer.id);
  const ofHrFile = found.source === 'hrFile';
  if (ofHrFile)
    await refuseTooMuch(db, employer.id, { absent: plan.absent.length, changed: plan.change.length }, limits);
  const changed = [...new Set(plan.change.flatMap(changedFields))];
  await refuseOwned(context, employer.id, changed, ofHrFile ? ownerProcess.hrFile : undefined);
  const outdated = () => refuse(importOutdated);
  await refuseTaken(
    { person_account: outdated, person_staff_number: outdated, department_name: outdated, department_number: outdated },
    () => writePlan(context, plan, employer),
  );
  if (found.source === 'hrFile' && limits.absentMeans === 'leaving') {
    // Only whom the approver has seen: somebody who joined since isn't in the file either.
    const preview = await context.blobs.get(found.preview_blob);
    const seen = preview ? (JSON.parse(new TextDecoder().decode(preview)) as ImportPlan).absent : [];
    const absent = new Set(plan.absent.map((person) => person.personId));
    const both = seen.map((person) => person.personId).filter((id) => absent.has(id));
    await planLeavings(context, both, employer);
  }
  const by = context.actor.kind === 'person' ? context.actor.personId : null;
  await sql`
    update directory.people_import set applied_at = ${context.now.toString()}, decided_by = ${by}
    where id = ${importId}::uuid`.execute(db);
  const done = {
    importId,
    created: plan.create.length,
    changed: plan.change.length,
    departments: plan.departmentsToCreate.length,
  };
  context.emit(structureImported, { ...done, employerId: employer.id });
  if (found.source === 'hrFile') context.emit(hrFileChanged, { importId, employerId: employer.id, waits: false });
  return done;
});

/** Names of the contract's fields that a file changes in a person. */
function changedFields(change: ImportPlan['change'][number]): string[] {
  return [
    ...Object.keys(change.fields).map((field) => (field === 'employer' ? 'employerId' : field)),
    ...(change.departments ? ['departments'] : []),
    ...(change.supervisor === undefined ? [] : ['supervisorId']),
  ];
}

async function writePlan(
  context: CommandContext<DirectoryViews>,
  plan: ImportPlan,
  employer: EmployerRecord,
): Promise<void> {
  const { db } = context;
  const day = todayIn(employer.time_zone, context.now);
  const total = plan.create.length + plan.change.length;

  const newDepartments = new Map(plan.departmentsToCreate.map((department) => [department.newKey, context.newId()]));
  const departmentId = (ref: DepartmentRef) => ('id' in ref ? ref.id : (newDepartments.get(ref.newKey) ?? ''));
  const firstNumber = await nextDepartmentNumber(db);
  await insertDepartments(
    db,
    plan.departmentsToCreate.map((department, index) => ({
      id: newDepartments.get(department.newKey) ?? '',
      employer_id: employer.id,
      parent_id: departmentId(department.parent),
      number: firstNumber + index,
      name: department.name,
      sort: 0,
    })),
    day,
  );

  const employerIds = await idsByName(db, sql<{ id: string; name: string }>`select id, name from directory.employer`);
  const postIds = await idsByName(
    db,
    sql<{
      id: string;
      name: string;
    }>`select id, name from directory.post where not closed and (employer_id is null or employer_id = ${employer.id}::uuid)
      order by employer_id nulls first`,
  );
  const newPeople = new Map(plan.create.map((person) => [person.account.toLowerCase(), context.newId()]));
  const personId = (ref: PersonRef) => ('id' in ref ? ref.id : (newPeople.get(ref.newAccount.toLowerCase()) ?? ''));
  const fieldsOf = ({ employer: employerName, posts: _, staffType, ...fields }: Partial<ReadFields>) => ({
    ...(fields as Partial<PersonFields>),
    ...(staffType ? { staffType } : {}),
    ...(employerName ? { employerId: employerIds.get(employerName) ?? employer.id } : {}),
  });
  const memberships = (refs: readonly DepartmentRef[]): Membership[] =>
    refs.map((ref, index) => ({ departmentId: departmentId(ref), main: index === 0 }));
  const postsIn = (names: string, main: string, before: readonly PostHolding[] = []): PostHolding[] =>
    names.split(';').flatMap((name) => {
      const postId = postIds.get(name);
      if (postId === undefined) return [];
      const held = before.filter((post) => post.postId === postId);
      return held.length > 0 ? held : [{ postId, departmentId: main }];
    });

  const supervisors: { personId: string; supervisorId: string | null }[] = [];
  const headOf = new Map<string, ReadonlySet<string>>();
  const deputyOf = new Map<string, ReadonlySet<string>>();
  let done = 0;
  for (let from = 0; from < plan.create.length; from += portion) {
    const created = plan.create.slice(from, from + portion).map((person): PersonState => {
      const id = personId({ newAccount: person.account });
      const departments = memberships(person.departments);
      if (person.supervisor) supervisors.push({ personId: id, supervisorId: personId(person.supervisor) });
      if (person.headOf.length > 0) headOf.set(id, new Set(person.headOf.map(departmentId)));
      if (person.deputyOf.length > 0) deputyOf.set(id, new Set(person.deputyOf.map(departmentId)));
      return {
        record: newPersonRecord(id, {
          employerId: employer.id,
          ...fieldsOf(person.fields),
          name: person.fields.name,
          account: person.account,
        }),
        departments,
        posts: postsIn(person.fields.posts ?? '', departments[0]?.departmentId ?? ''),
      };
    });
    await writePeople(db, { created, changed: [], day });
    done += created.length;
    context.progress(done, total);
  }
  for (let from = 0; from < plan.change.length; from += portion) {
    const some = plan.change.slice(from, from + portion);
    const ids = some.map((person) => person.personId);
    const records = await loadPeople(db, ids, 'update');
    const links = await loadLinks(db, ids);
    const changed = some.map((person): PersonState => {
      const record = records.get(person.personId);
      const before = links.get(person.personId);
      if (!record || !before || record.left_on !== null) throw refuse(importOutdated);
      const departments = person.departments ? memberships(person.departments) : before.departments;
      const main = departments.find((one) => one.main)?.departmentId ?? '';
      const posts =
        person.fields.posts === undefined ? before.posts : postsIn(person.fields.posts ?? '', main, before.posts);
      if (person.supervisor !== undefined) {
        supervisors.push({
          personId: person.personId,
          supervisorId: person.supervisor ? personId(person.supervisor) : null,
        });
      }
      if (person.headOf) headOf.set(person.personId, new Set(person.headOf.map(departmentId)));
      if (person.deputyOf) deputyOf.set(person.personId, new Set(person.deputyOf.map(departmentId)));
      return {
        record: { ...record, ...toColumns(fieldsOf(person.fields)) },
        departments,
        posts: posts.filter((post) => departments.some((one) => one.departmentId === post.departmentId)),
      };
    });
    await writePeople(db, { created: [], changed, day });
    done += changed.length;
    context.progress(done, total);
  }
  await syncLinks(db, supervisionTable, {
    owners: supervisors.map((one) => one.personId),
    wanted: supervisors.flatMap((one) =>
      one.supervisorId ? [{ person_id: one.personId, supervisor_id: one.supervisorId }] : [],
    ),
    day,
  });
  await writeHeads(db, headOf, day, 'head');
  await writeHeads(
    db,
    deputyOf,
    day,
    'deputy',
    [...headOf.values()].flatMap((ids) => [...ids]),
  );
}

/**
 * Heads or deputies as the file says them: of whom it says nothing, they stay. Who heads a department isn't its
 * deputy; `also`: departments that got heads.
 */
async function writeHeads(
  db: CommandContext<DirectoryViews>['db'],
  topOf: ReadonlyMap<string, ReadonlySet<string>>,
  day: string,
  kind: HeadKind,
  also: readonly string[] = [],
): Promise<void> {
  const concerned = new Set([
    ...also,
    ...(await headedBy(db, [...topOf.keys()], kind)),
    ...[...topOf.values()].flatMap((ids) => [...ids]),
  ]);
  const before = await headsOf(db, [...concerned], kind);
  const heads = kind === 'deputy' ? await headsOf(db, [...concerned]) : new Map<string, string[]>();
  const added = new Map<string, string[]>();
  for (const [personId, departmentIds] of topOf) {
    for (const departmentId of departmentIds) {
      if (before.get(departmentId)?.includes(personId)) continue;
      added.set(departmentId, [...(added.get(departmentId) ?? []), personId]);
    }
  }
  const after = new Map(
    [...concerned].map((departmentId) => {
      const kept = (before.get(departmentId) ?? []).filter((head) => topOf.get(head)?.has(departmentId) ?? true);
      const wanted = [...kept, ...(added.get(departmentId) ?? [])];
      return [departmentId, wanted.filter((id) => !heads.get(departmentId)?.includes(id))];
    }),
  );
  await setHeads(db, after, day, kind);
}

async function idsByName(
  db: CommandContext<DirectoryViews>['db'],
  query: ReturnType<typeof sql<{ id: string; name: string }>>,
): Promise<Map<string, string>> {
  const { rows } = await query.execute(db);
  return new Map(rows.map((row) => [row.name, row.id]));
}
