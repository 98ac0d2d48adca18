import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { changePlanned } from '../../contract/events.ts';
import { plannedChangeDone } from '../../contract/failures.ts';
import * as contract from '../../contract/people.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { loadPlannedChange } from '../planned-change-table.ts';
import { plannedWithin } from '../planned-within.ts';
import { withdrawPlanned } from '../withdraw-planned.ts';

export const withdrawPlannedChange = handle<DirectoryViews>()(
  contract.withdrawPlannedChange,
  async (context, { plannedChangeId }) => {
    const { db } = context;
    const planned = await loadPlannedChange(db, plannedChangeId);
    const { rows } = await sql`
      select from directory.planned_change c where c.id = ${plannedChangeId}::uuid and ${plannedWithin(context)}`.execute(
      db,
    );
    if (!planned || rows.length === 0) throw refuse(notFound);
    if (planned.state !== 'waiting' && planned.state !== 'failed') throw refuse(plannedChangeDone);
    await withdrawPlanned(context, plannedChangeId);
    context.about('plannedChange', plannedChangeId);
    context.emit(changePlanned, {
      plannedChangeId,
      subjectId: planned.person_id ?? planned.department_id ?? plannedChangeId,
    });
    return {};
  },
);
