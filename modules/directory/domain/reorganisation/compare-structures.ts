import type { ReorganisationComparison } from '../../contract/reorganisations.ts';
import { closedBy, isWithin, sameDepartments, samePosts } from './apply-steps.ts';
import type { DraftDepartment, DraftPerson, Structure } from './structure.ts';

/** So many people stand in a comparison by name. */
const mostPeople = 500;

/** What is to be written. */
export interface Differences {
  readonly created: readonly DraftDepartment[];
  readonly removed: readonly DraftDepartment[];
  readonly changed: readonly { readonly before: DraftDepartment; readonly after: DraftDepartment }[];
  readonly people: readonly { readonly before: DraftPerson; readonly after: DraftPerson }[];
}

/** Whether a department has the same heads and deputies, in the same order. */
export function sameTop(one: DraftDepartment, other: DraftDepartment): boolean {
  return one.headIds.join() === other.headIds.join() && one.deputyIds.join() === other.deputyIds.join();
}

/** What is different between two structures of the same people. A department above stands before those that it gets below it. */
export function differencesOf(before: Structure, after: Structure): Differences {
  const created = [...after.departments.values()].filter((one) => !before.departments.has(one.id));
  const removed = [...before.departments.values()].filter((one) => !after.departments.has(one.id));
  const changed = [...after.departments.values()].flatMap((one) => {
    const was = before.departments.get(one.id);
    const same =
      was === undefined ||
      (was.name === one.name && was.parentId === one.parentId && was.planned === one.planned && sameTop(was, one));
    return same || was === undefined ? [] : [{ before: was, after: one }];
  });
  const people = [...after.people.values()].flatMap((one) => {
    const was = before.people.get(one.id);
    const same =
      was === undefined || (was.supervisorId === one.supervisorId && sameDepartments(was, one) && samePosts(was, one));
    return same || was === undefined ? [] : [{ before: was, after: one }];
  });
  return { created, removed, changed, people };
}

/**
 * The differences for reading, by names. `names`: of people whom no step concerns directly (supervisors, heads, deputies);
 * `peopleIn`: people whose main department it is, now.
 */
export function compareStructures(
  before: Structure,
  after: Structure,
  known: { readonly names: ReadonlyMap<string, string>; readonly peopleIn: ReadonlyMap<string, number> },
): ReorganisationComparison {
  const { created, removed, changed, people } = differencesOf(before, after);
  const personName = (id: string) => after.people.get(id)?.name ?? known.names.get(id) ?? '';
  const named = (structure: Structure, id: string | null) =>
    id === null ? null : (structure.departments.get(id)?.name ?? before.departments.get(id)?.name ?? '');
  const postNames = (structure: Structure, person: DraftPerson) =>
    person.posts.map(
      (post) => `${structure.posts.get(post.postId)?.name ?? ''} · ${named(structure, post.departmentId) ?? ''}`,
    );
  const departmentNames = (structure: Structure, person: DraftPerson) =>
    person.departments.map((one) => named(structure, one.departmentId) ?? '');
  const line = (change: 'created' | 'removed' | 'changed', was: DraftDepartment | null, is: DraftDepartment | null) => {
    const one = is ?? was;
    return {
      id: one?.id ?? '',
      change,
      name: one?.name ?? '',
      nameBefore: was?.name ?? '',
      parent: is ? named(after, is.parentId) : null,
      parentBefore: was ? named(before, was.parentId) : null,
      heads: (is?.headIds ?? []).map(personName),
      headsBefore: (was?.headIds ?? []).map(personName),
      deputies: (is?.deputyIds ?? []).map(personName),
      deputiesBefore: (was?.deputyIds ?? []).map(personName),
      planned: is?.planned ?? null,
      plannedBefore: was?.planned ?? null,
    };
  };
  const moved = changed.filter((one) => one.before.parentId !== one.after.parentId);
  const affected = new Set(people.map((one) => one.after.id));
  let carriedAlong = 0;
  for (const [departmentId, count] of known.peopleIn) {
    if (moved.some((one) => isWithin(after.departments, departmentId, one.after.id))) carriedAlong += count;
  }
  // Those who change department themselves aren't carried along.
  for (const one of people) {
    const main = one.before.departments.find((at) => at.main)?.departmentId;
    if (
      main &&
      affected.has(one.after.id) &&
      moved.some((other) => isWithin(after.departments, main, other.after.id))
    ) {
      carriedAlong -= 1;
    }
  }
  return {
    departments: [
      ...created.map((one) => line('created', null, one)),
      ...changed.map((one) => line('changed', one.before, one.after)),
      ...removed.map((one) => line('removed', one, null)),
    ],
    people: people.slice(0, mostPeople).map((one) => ({
      person: { id: one.after.id, name: one.after.name },
      departments: departmentNames(after, one.after),
      departmentsBefore: departmentNames(before, one.before),
      supervisor: one.after.supervisorId === null ? null : personName(one.after.supervisorId),
      supervisorBefore: one.before.supervisorId === null ? null : personName(one.before.supervisorId),
      posts: postNames(after, one.after),
      postsBefore: postNames(before, one.before),
    })),
    closedPosts: closedBy(before, after).map((post) => post.name),
    counts: {
      created: created.length,
      removed: removed.length,
      renamed: changed.filter((one) => one.before.name !== one.after.name).length,
      moved: moved.length,
      headsChanged: changed.filter((one) => one.before.headIds.join() !== one.after.headIds.join()).length,
      deputiesChanged: changed.filter((one) => one.before.deputyIds.join() !== one.after.deputyIds.join()).length,
      people: people.length,
      carriedAlong,
    },
  };
}
