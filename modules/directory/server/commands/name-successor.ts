import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { successorNamed } from '../../contract/events.ts';
import { hasLeft, notLeaving } from '../../contract/failures.ts';
import { handOverLines } from '../../contract/hand-over-line.ts';
import * as contract from '../../contract/leaving.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { checkSuccessor } from '../leaving/check-successor.ts';
import { findLeaving } from '../leaving/find-leaving.ts';
import { requireManaged } from '../leaving/lines/held-of.ts';
import { loadPeople } from '../person-table.ts';

export const nameSuccessor = handle<DirectoryViews>()(contract.nameSuccessor, async (context, input) => {
  const { db } = context;
  const { personId, line, successorId } = input;
  await requireManaged(context, personId);
  if (
    line !== null &&
    !extensionsAt(handOverLines, context.contracts).some((one) => one.name === line && one.handOver)
  ) {
    throw refuse(notFound);
  }
  const leaving = await findLeaving(db, personId, 'update');
  if (!leaving) throw refuse((await loadPeople(db, [personId])).get(personId)?.left_on == null ? notLeaving : hasLeft);
  if (successorId !== null) await checkSuccessor(db, { personId, onDay: leaving.onDay }, successorId);
  const by = context.actor.kind === 'person' ? context.actor.personId : null;
  if (line === null) {
    await sql`
      update directory.planned_change set change = change || ${JSON.stringify({ successorId })}::jsonb
      where id = ${leaving.plannedChangeId}::uuid`.execute(db);
  } else if (successorId === null) {
    await sql`
      delete from directory.successor where planned_change_id = ${leaving.plannedChangeId}::uuid and line = ${line}`.execute(
      db,
    );
  } else {
    await sql`
      insert into directory.successor (planned_change_id, line, successor_id, named_by, named_at)
      values (${leaving.plannedChangeId}, ${line}, ${successorId}, ${by}, ${context.now.toString()})
      on conflict (planned_change_id, line) do update
        set successor_id = excluded.successor_id, named_by = excluded.named_by, named_at = excluded.named_at`.execute(
      db,
    );
  }
  context.about('person', personId);
  context.emit(successorNamed, { personId, line, successorId });
  return {};
});
