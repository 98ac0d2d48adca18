import type { ReorganisationProblem, ReorganisationStep } from '../../contract/reorganisations.ts';
import type { Membership, PostHolding } from '../../contract/shapes.ts';
import type { DraftDepartment, DraftPerson, DraftPost, Structure } from './structure.ts';

/** What a draft comes to. */
export interface Applied {
  readonly after: Structure;
  /** In the order of the steps, then what is wrong with the whole. */
  readonly problems: readonly ReorganisationProblem[];
}

type Code = ReorganisationProblem['code'];

/**
 * The structure after these steps, in their order. A step that can't be taken is named as a problem and left out; what the
 * steps together leave wrong (circles, orphans, a department that goes and isn't empty) is named at the end.
 * `before` is asked ahead of every step, with the structure as the steps before it left it.
 */
export function applySteps(
  structure: Structure,
  steps: readonly ReorganisationStep[],
  before?: (step: number, structure: Structure) => void,
): Applied {
  const departments = new Map(structure.departments);
  const people = new Map(structure.people);
  const posts = new Map(structure.posts);
  const supervisorOf = new Map(structure.supervisorOf);
  const after: Structure = { departments, people, posts, supervisorOf };
  const problems: ReorganisationProblem[] = [];
  const removedBy = new Map<string, number>();
  const gone = new Map<string, DraftDepartment>();

  const take = (step: ReorganisationStep, at: number): undefined => {
    before?.(at, after);
    const problem = (code: Code, facts: ReorganisationProblem['facts'] = {}): undefined => {
      problems.push({ step: at, severity: 'error', code, facts });
    };
    const nameOf = (id: string) =>
      departments.get(id)?.name ?? gone.get(id)?.name ?? structure.departments.get(id)?.name ?? '';
    const department = (id: string): DraftDepartment | undefined => {
      const found = departments.get(id);
      if (!found) problem('departmentGone', { name: nameOf(id) });
      return found;
    };
    const person = (id: string): DraftPerson | undefined => {
      const found = people.get(id);
      if (!found) problem('personGone');
      return found;
    };
    const remove = (found: DraftDepartment) => {
      departments.delete(found.id);
      gone.set(found.id, found);
      removedBy.set(found.id, at);
    };
    switch (step.kind) {
      case 'createDepartment': {
        const parent = department(step.parentId);
        if (!parent) return;
        if (departments.has(step.departmentId) || gone.has(step.departmentId)) {
          return problem('departmentExists', { name: step.name });
        }
        departments.set(step.departmentId, {
          id: step.departmentId,
          name: step.name,
          parentId: parent.id,
          employerId: parent.employerId,
          headIds: [],
          deputyIds: [],
          planned: null,
          root: false,
        });
        return;
      }
      case 'renameDepartment': {
        const found = department(step.departmentId);
        if (found) departments.set(found.id, { ...found, name: step.name });
        return;
      }
      case 'moveDepartment': {
        const found = department(step.departmentId);
        const parent = department(step.parentId);
        if (!found || !parent) return;
        if (isWithin(departments, parent.id, found.id))
          return problem('circle', { name: found.name, into: parent.name });
        departments.set(found.id, { ...found, parentId: parent.id });
        return;
      }
      case 'mergeDepartment': {
        const found = department(step.departmentId);
        const into = department(step.intoId);
        if (!found || !into) return;
        if (found.id === into.id) return problem('intoItself', { name: found.name });
        if (found.root) return problem('employerRoot', { name: found.name });
        if (isWithin(departments, into.id, found.id)) return problem('circle', { name: found.name, into: into.name });
        for (const one of people.values()) {
          if (belongsTo(one, found.id)) people.set(one.id, movedPerson(one, found.id, into.id, true));
        }
        for (const one of departments.values()) {
          if (one.parentId === found.id) departments.set(one.id, { ...one, parentId: into.id });
        }
        remove(found);
        return;
      }
      case 'removeDepartment': {
        const found = department(step.departmentId);
        if (!found) return;
        if (found.root) return problem('employerRoot', { name: found.name });
        remove(found);
        return;
      }
      case 'setHeads': {
        const found = department(step.departmentId);
        const headIds = [...new Set(step.headIds)];
        if (!found || !headIds.every((id) => person(id))) return;
        const deputyIds = found.deputyIds.filter((id) => !headIds.includes(id));
        departments.set(found.id, { ...found, headIds, deputyIds });
        return;
      }
      case 'setDeputies': {
        const found = department(step.departmentId);
        const wanted = [...new Set(step.deputyIds)];
        if (!found || !wanted.every((id) => person(id))) return;
        departments.set(found.id, { ...found, deputyIds: wanted.filter((id) => !found.headIds.includes(id)) });
        return;
      }
      case 'setHeadcount': {
        const found = department(step.departmentId);
        if (found) departments.set(found.id, { ...found, planned: step.planned });
        return;
      }
      case 'movePeople': {
        const from = department(step.fromId);
        const to = department(step.toId);
        if (!from || !to) return;
        if (from.id === to.id) return problem('intoItself', { name: from.name });
        const moved =
          step.personIds ?? [...people.values()].filter((one) => belongsTo(one, from.id)).map(({ id }) => id);
        for (const id of new Set(moved)) {
          const found = person(id);
          if (!found) continue;
          if (belongsTo(found, from.id)) people.set(id, movedPerson(found, from.id, to.id, step.withPosts));
          else problem('notInDepartment', { person: found.name, name: from.name });
        }
        return;
      }
      case 'setSupervisor': {
        const supervisor = step.supervisorId === null ? null : person(step.supervisorId);
        if (supervisor === undefined) return;
        for (const id of new Set(step.personIds)) {
          const found = person(id);
          if (!found) continue;
          people.set(id, { ...found, supervisorId: supervisor?.id ?? null });
          if (supervisor) supervisorOf.set(id, supervisor.id);
          else supervisorOf.delete(id);
          if (closesCircle(supervisorOf, id)) problem('supervisorCircle', { person: found.name });
        }
        return;
      }
      case 'givePost':
      case 'takePost': {
        const found = person(step.personId);
        const post = posts.get(step.postId);
        if (!found) return;
        if (!post || post.closed) return problem('postGone', { post: post?.name ?? '' });
        const same = ({ postId, departmentId }: PostHolding) =>
          postId === step.postId && departmentId === step.departmentId;
        const held = found.posts.some(same);
        if (step.kind === 'takePost') {
          if (!held) return;
          people.set(found.id, { ...found, posts: found.posts.filter((one) => !same(one)) });
          posts.set(post.id, { ...post, holders: post.holders - 1 });
          return;
        }
        if (post.employerId !== null && post.employerId !== found.employerId) {
          return problem('otherEmployer', { person: found.name, post: post.name });
        }
        if (!belongsTo(found, step.departmentId)) {
          return problem('postOutside', { person: found.name, post: post.name, name: nameOf(step.departmentId) });
        }
        if (held) return;
        const { postId, departmentId } = step;
        people.set(found.id, { ...found, posts: [...found.posts, { postId, departmentId }] });
        posts.set(post.id, { ...post, holders: post.holders + 1 });
        return;
      }
      case 'closePost': {
        const post = posts.get(step.postId);
        if (!post || post.closed) return problem('postGone', { post: post?.name ?? '' });
        posts.set(post.id, { ...post, closed: true });
        return;
      }
    }
  };
  for (const [at, step] of steps.entries()) take(step, at);
  problems.push(...wholeProblems(structure, after, steps, removedBy, gone));
  return { after, problems };
}

/** What the steps leave wrong together. */
function wholeProblems(
  before: Structure,
  after: Structure,
  steps: readonly ReorganisationStep[],
  removedBy: ReadonlyMap<string, number>,
  gone: ReadonlyMap<string, DraftDepartment>,
): ReorganisationProblem[] {
  const problems: ReorganisationProblem[] = [];
  const error = (code: Code, facts: ReorganisationProblem['facts'], step: number | null = null) =>
    problems.push({ step, severity: 'error', code, facts });

  const inside = new Map<string, number>();
  for (const person of after.people.values()) {
    for (const { departmentId } of person.departments) inside.set(departmentId, (inside.get(departmentId) ?? 0) + 1);
  }
  for (const [id, step] of removedBy) {
    const left = inside.get(id) ?? 0;
    if (left > 0) error('notEmpty', { name: gone.get(id)?.name ?? '', people: left }, step);
  }
  const siblings = new Map<string, string>();
  for (const department of after.departments.values()) {
    const { parentId, name } = department;
    if (parentId !== null && !after.departments.has(parentId)) {
      error('orphan', { name, parent: gone.get(parentId)?.name ?? '' }, removedBy.get(parentId) ?? null);
    }
    const key = `${parentId}/${name.toLowerCase()}`;
    const other = siblings.get(key);
    if (other !== undefined) error('sameName', { name });
    siblings.set(key, department.id);
  }
  for (const department of after.departments.values()) {
    const was = before.departments.get(department.id);
    const outside = (code: Code, ids: readonly string[], wasIds: readonly string[] = []) => {
      for (const id of ids) {
        const person = after.people.get(id);
        if (!person || sits(after, person, department.id)) continue;
        // Who stood at its top from elsewhere before isn't this draft's matter.
        if (wasIds.includes(id) && !sits(before, before.people.get(id), department.id)) continue;
        const facts = { name: department.name, person: person.name };
        problems.push({ step: null, severity: 'warning', code, facts });
      }
    };
    outside('headOutside', department.headIds, was?.headIds);
    outside('deputyOutside', department.deputyIds, was?.deputyIds);
  }
  steps.forEach((step, at) => {
    if (step.kind !== 'closePost') return;
    const post = after.posts.get(step.postId);
    if (post?.closed && post.holders > 0) error('postHeld', { post: post.name, people: post.holders }, at);
  });
  return problems;
}

/** Whether a person belongs to the department, to one below it or to one above it: then heading it surprises nobody. */
function sits(structure: Structure, person: DraftPerson | undefined, departmentId: string): boolean {
  return (
    person?.departments.some(
      (one) =>
        isWithin(structure.departments, one.departmentId, departmentId) ||
        isWithin(structure.departments, departmentId, one.departmentId),
    ) ?? false
  );
}

function belongsTo(person: DraftPerson, departmentId: string): boolean {
  return person.departments.some((one) => one.departmentId === departmentId);
}

/** Whether a department is the other or lies below it. */
export function isWithin(departments: Structure['departments'], departmentId: string, aboveId: string): boolean {
  const seen = new Set<string>();
  for (let at: string | null | undefined = departmentId; at && !seen.has(at); at = departments.get(at)?.parentId) {
    if (at === aboveId) return true;
    seen.add(at);
  }
  return false;
}

function closesCircle(supervisorOf: ReadonlyMap<string, string>, personId: string): boolean {
  const seen = new Set<string>();
  for (let at = supervisorOf.get(personId); at !== undefined && !seen.has(at); at = supervisorOf.get(at)) {
    if (at === personId) return true;
    seen.add(at);
  }
  return false;
}

function movedPerson(person: DraftPerson, fromId: string, toId: string, withPosts: boolean): DraftPerson {
  const left = person.departments.find((one) => one.departmentId === fromId);
  const main = left?.main ?? false;
  const already = person.departments.some((one) => one.departmentId === toId);
  const departments = person.departments.flatMap((one): Membership[] => {
    if (one.departmentId === toId) return [{ departmentId: toId, main: one.main || main }];
    if (one.departmentId !== fromId) return [one];
    return already ? [] : [{ departmentId: toId, main }];
  });
  const posts = person.posts.flatMap((one): PostHolding[] => {
    if (one.departmentId !== fromId) return [one];
    return withPosts ? [{ ...one, departmentId: toId }] : [];
  });
  const unique = new Map(posts.map((one) => [`${one.postId}/${one.departmentId}`, one]));
  return { ...person, departments, posts: [...unique.values()] };
}

/** Whether two posts lists say the same. */
export function samePosts(one: DraftPerson, other: DraftPerson): boolean {
  const keys = (person: DraftPerson) => person.posts.map((post) => `${post.postId}/${post.departmentId}`).sort();
  return keys(one).join() === keys(other).join();
}

/** Whether two people belong to the same departments, the same one being the main one. */
export function sameDepartments(one: DraftPerson, other: DraftPerson): boolean {
  const keys = (person: DraftPerson) => person.departments.map((at) => `${at.departmentId}/${at.main}`).sort();
  return keys(one).join() === keys(other).join();
}

/** A post that was closed by the steps. */
export function closedBy(before: Structure, after: Structure): DraftPost[] {
  return [...after.posts.values()].filter((post) => post.closed && !before.posts.get(post.id)?.closed);
}
