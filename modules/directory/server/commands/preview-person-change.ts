import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { hasLeft } from '../../contract/failures.ts';
import { managePeople, readDirectory } from '../../contract/permissions.ts';
import { personEffects } from '../../contract/person-effect.ts';
import * as contract from '../../contract/preview-change.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { effectDifferences } from '../../domain/effect-differences.ts';
import { todayIn } from '../../domain/today-in.ts';
import { applyLeave } from '../apply-leave.ts';
import { applyPersonChange } from '../apply-person-change.ts';
import { checkMoveWithin } from '../check-move-within.ts';
import { loadEmployers } from '../employer-table.ts';
import { requireManaged } from '../leaving/lines/held-of.ts';
import { loadPeople } from '../person-table.ts';
import { lockSupervision } from '../supervision-table.ts';

const process = { name: 'directory.preview', permissions: [managePeople, readDirectory] };

export const previewPersonChange = handle<DirectoryViews>()(
  contract.previewPersonChange,
  async (context, { personId, change }) => {
    const { db } = context;
    await requireManaged(context, personId);
    if (change?.supervisorId !== undefined || change === null) await lockSupervision(db);
    const record = (await loadPeople(db, [personId], 'update')).get(personId);
    if (!record) throw refuse(notFound);
    if (record.left_on !== null) throw refuse(hasLeft);
    if (change) await checkMoveWithin(context, record, change);
    const effects = extensionsAt(personEffects, context.contracts);
    const readings = async () => {
      const read = [];
      for (const effect of effects) read.push(await context.readAs(process, effect.read, { personId }));
      return read;
    };
    const before = await readings();
    const employer = (await loadEmployers(db, [record.employer_id])).get(record.employer_id);
    const day = todayIn(employer?.time_zone ?? 'UTC', context.now);
    // Tried on the real tables and undone: a preview that follows rules of its own would say something else one day.
    const work = { db, emit: () => {} };
    await sql`savepoint preview`.execute(db);
    if (change === null) await applyLeave(work, record, { leftOn: day, lastDay: day, successorId: null });
    else await applyPersonChange(work, record, change, day);
    const after = await readings();
    await sql`rollback to savepoint preview`.execute(db);
    context.about('person', personId);
    return {
      effects: effects.flatMap(({ name, title }, index) => {
        const [old, now] = [before[index], after[index]];
        if (!old || !now) return [];
        const differences = effectDifferences(old.rows, now.rows);
        const { gained, lost, changed } = differences;
        if (gained.length + lost.length + changed.length === 0) return [];
        return [{ name, title, ...differences, more: old.more || now.more }];
      }),
    };
  },
);
