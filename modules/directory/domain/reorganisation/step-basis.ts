import type { ReorganisationConflict, ReorganisationStep } from '../../contract/reorganisations.ts';
import { applySteps } from './apply-steps.ts';
import type { Structure } from './structure.ts';

/** What a step was drafted on, one entry for each thing that it relies on: where one differs later, the draft says so. */
export interface StepBasis {
  readonly what: ReorganisationConflict['what'];
  /** A department or person. */
  readonly subjectId: string;
  /** Ids in their order, a name or a number, as text. */
  readonly value: string;
}

/** What each step relies on, in the structure as the steps before it leave it. */
export function basisOf(structure: Structure, steps: readonly ReorganisationStep[]): StepBasis[][] {
  const bases: StepBasis[][] = [];
  applySteps(structure, steps, (at, seen) => {
    const step = steps[at];
    if (step) bases.push(basisOfStep(seen, step));
  });
  return bases;
}

/** What one step relies on, in the structure that it meets. */
export function basisOfStep(structure: Structure, step: ReorganisationStep): StepBasis[] {
  const department = (id: string, what: 'name' | 'parent' | 'heads' | 'deputies' | 'headcount'): StepBasis[] => {
    const found = structure.departments.get(id);
    if (!found) return [];
    const value =
      what === 'name'
        ? found.name
        : what === 'parent'
          ? (found.parentId ?? '')
          : what === 'heads'
            ? found.headIds.join()
            : what === 'deputies'
              ? found.deputyIds.join()
              : String(found.planned ?? '');
    return [{ what, subjectId: id, value }];
  };
  const person = (id: string, what: 'departments' | 'supervisor' | 'posts'): StepBasis[] => {
    const found = structure.people.get(id);
    if (!found) return [];
    const value =
      what === 'departments'
        ? found.departments.map((one) => one.departmentId).join()
        : what === 'supervisor'
          ? (found.supervisorId ?? '')
          : found.posts
              .map((one) => one.postId)
              .sort()
              .join();
    return [{ what, subjectId: id, value }];
  };
  switch (step.kind) {
    case 'renameDepartment':
      return department(step.departmentId, 'name');
    case 'moveDepartment':
      return [...department(step.departmentId, 'parent'), ...department(step.departmentId, 'name')];
    case 'mergeDepartment':
    case 'removeDepartment':
      return [...department(step.departmentId, 'name'), ...department(step.departmentId, 'heads')];
    case 'setHeads':
      return department(step.departmentId, 'heads');
    case 'setDeputies':
      return department(step.departmentId, 'deputies');
    case 'setHeadcount':
      return department(step.departmentId, 'headcount');
    case 'movePeople':
      return (step.personIds ?? []).flatMap((id) => person(id, 'departments'));
    case 'setSupervisor':
      return step.personIds.flatMap((id) => person(id, 'supervisor'));
    case 'givePost':
    case 'takePost':
      return person(step.personId, 'posts');
    case 'createDepartment':
    case 'closePost':
      return [];
  }
}

/** Where what the steps were drafted on is no longer so. `nameOf`: of any department, person or post. */
export function conflictsOf(
  drafted: readonly (readonly StepBasis[])[],
  now: readonly (readonly StepBasis[])[],
  nameOf: (id: string) => string,
): ReorganisationConflict[] {
  const spoken = ({ what, value }: StepBasis) =>
    what === 'name' || what === 'headcount' ? value : value.split(',').filter(Boolean).map(nameOf).join('、');
  return drafted.flatMap((bases, step) =>
    bases.flatMap((was) => {
      const is = now[step]?.find((one) => one.what === was.what && one.subjectId === was.subjectId);
      // What is gone altogether is a problem, and said as one.
      if (!is || is.value === was.value) return [];
      return [{ step, what: was.what, subject: nameOf(was.subjectId), was: spoken(was), is: spoken(is) }];
    }),
  );
}
