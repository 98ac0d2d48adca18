import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { reorganisationChanged } from '../../contract/events.ts';
import { dayInThePast, reorganisationOutsideReach, reorganisationStepWrong } from '../../contract/failures.ts';
import * as contract from '../../contract/reorganisations.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { basisOf } from '../../domain/reorganisation/step-basis.ts';
import { idsOf } from '../reorganisation/examine.ts';
import { loadStructure } from '../reorganisation/load-structure.ts';
import { asDraft, plansFor, takeReorganisation } from '../reorganisation/planned-reorganisation.ts';
import { updateReorganisation } from '../reorganisation/reorganisation-table.ts';

export const changeReorganisation = handle<DirectoryViews>()(contract.changeReorganisation, async (context, input) => {
  const { db } = context;
  const { change } = input;
  const { row, today } = await takeReorganisation(context, input, ['draft', 'agreed', 'failed']);
  if (change.on && change.on < today) throw refuse(dayInThePast, { today });
  const next = {
    ...row,
    name: change.name ?? row.name,
    reason: change.reason ?? row.reason,
    on_day: change.on === undefined ? row.on_day : change.on,
  };
  if (change.steps) {
    const { structure } = await loadStructure(db, change.steps);
    const known = (id: string) =>
      structure.departments.get(id) ?? structure.people.get(id) ?? structure.posts.get(id) ?? made.get(id);
    const made = new Map<string, { employerId: string | null }>();
    const employerIds = new Set([row.employer_id]);
    change.steps.forEach((step, at) => {
      const before = row.steps[at];
      // What was drafted and is gone since stays in the draft, as a problem.
      const same = before !== undefined && JSON.stringify(before) === JSON.stringify(step);
      if (step.kind === 'createDepartment' && !structure.departments.has(step.departmentId)) {
        made.set(step.departmentId, { employerId: known(step.parentId)?.employerId ?? row.employer_id });
      }
      for (const id of idsOf(step)) {
        const found = known(id);
        if (!found && !same && !row.steps.some((one) => idsOf(one).includes(id))) {
          throw refuse(reorganisationStepWrong, { step: at + 1 });
        }
        if (found?.employerId) employerIds.add(found.employerId);
      }
    });
    // Whom it moves without naming them belongs to what it names.
    for (const person of structure.people.values()) employerIds.add(person.employerId);
    if (!plansFor(context, [...employerIds])) throw refuse(reorganisationOutsideReach);
    const bases = basisOf(structure, change.steps);
    next.employer_ids = [...employerIds].sort();
    // Steps that stood there before keep what they were drafted on, so that a conflict isn't lost by going on.
    next.bases = bases.map((basis, at) => {
      const kept = row.bases[at];
      return kept && JSON.stringify(row.steps[at]) === JSON.stringify(change.steps?.[at]) ? kept : basis;
    });
    next.steps = change.steps;
  }
  await updateReorganisation(db, {
    ...next,
    ...asDraft(context),
  });
  context.emit(reorganisationChanged, {
    reorganisationId: row.id,
    employerIds: [...new Set([...row.employer_ids, ...next.employer_ids])],
  });
  return { revision: row.revision + 1 };
});
