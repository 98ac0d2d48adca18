import { sql } from 'kysely';
import { Refusal, refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { onTimer } from '#kernel/server/define-module.ts';
import { departmentChange } from '../../contract/departments.ts';
import { hasLeft } from '../../contract/failures.ts';
import { personChange } from '../../contract/people.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { applyDepartmentChange } from '../apply-department-change.ts';
import { applyLeave } from '../apply-leave.ts';
import { applyPersonChange } from '../apply-person-change.ts';
import { loadDepartments } from '../department-table.ts';
import { leavePlan } from '../leave-plan.ts';
import { namedLines } from '../leaving/find-leaving.ts';
import { handOverEverything } from '../leaving/hand-over-everything.ts';
import { loadPeople } from '../person-table.ts';
import { plannedChangeDue } from '../plan-change.ts';
import { loadPlannedChange, type PlannedChange, settlePlannedChange } from '../planned-change-table.ts';

/** Carries out a planned change when its day has come. What is refused by then is kept as failed, nothing half done. */
export const carryOutPlannedChange = onTimer<DirectoryViews>()(
  plannedChangeDue,
  async (context, { plannedChangeId }) => {
    const planned = await loadPlannedChange(context.db, plannedChangeId);
    if (planned?.state !== 'waiting') return;
    context.about('plannedChange', plannedChangeId);
    if (planned.kind === 'markLeft') return await carryOutLeaving(context, planned);
    const events: (() => void)[] = [];
    const work: Work = {
      db: context.db,
      emit: (event, facts) => {
        events.push(() => context.emit(event, facts));
      },
    };
    await sql`savepoint planned_change`.execute(context.db);
    try {
      await carryOut(work, planned);
      for (const emit of events) emit();
      await settlePlannedChange(context.db, plannedChangeId, 'done');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await sql`rollback to savepoint planned_change`.execute(context.db);
      await settlePlannedChange(context.db, plannedChangeId, 'failed', error.failure.code);
      context.log.warn({ plannedChangeId, failure: error.failure.code }, 'a planned change could not be carried out');
    }
  },
);

type Work = Pick<CommandContext<DirectoryViews>, 'db' | 'emit'>;

async function carryOut(work: Work, planned: PlannedChange): Promise<void> {
  if (planned.kind === 'changeDepartment') {
    const departmentId = planned.department_id ?? '';
    const department = (await loadDepartments(work.db, [departmentId], 'update')).get(departmentId);
    if (!department) throw refuse(notFound);
    await applyDepartmentChange(work, department, departmentChange.parse(planned.change), planned.on_day);
    return;
  }
  const personId = planned.person_id ?? '';
  const record = (await loadPeople(work.db, [personId], 'update')).get(personId);
  if (!record) throw refuse(notFound);
  if (record.left_on !== null) throw refuse(hasLeft);
  await applyPersonChange(work, record, personChange.parse(planned.change), planned.on_day);
}

/** The account is closed and everything handed over in this one transaction: a process that dies between leaves nothing half done. */
async function carryOutLeaving(context: CommandContext<DirectoryViews>, planned: PlannedChange): Promise<void> {
  const personId = planned.person_id ?? '';
  const record = (await loadPeople(context.db, [personId], 'update')).get(personId);
  if (!record || record.left_on !== null) {
    await settlePlannedChange(context.db, planned.id, 'failed', hasLeft.code);
    return;
  }
  const { lastDay, successorId: forAll } = leavePlan.parse(planned.change);
  const leftOn = planned.on_day;
  const named = await namedLines(context.db, planned.id);
  const successorId = await handOverEverything(context, { personId, onDay: leftOn, successorId: forAll, named });
  await applyLeave(context, record, { leftOn, lastDay, successorId });
  await settlePlannedChange(context.db, planned.id, 'done');
}
