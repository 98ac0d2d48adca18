import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { handedOver } from '../../contract/events.ts';
import { handOverNotOpen, successorRefused } from '../../contract/failures.ts';
import { handOverLines } from '../../contract/hand-over-line.ts';
import * as contract from '../../contract/leaving.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { todayIn } from '../../domain/today-in.ts';
import { checkSuccessor } from '../leaving/check-successor.ts';
import { handOverProcess } from '../leaving/hand-over-everything.ts';
import { requireManaged } from '../leaving/lines/held-of.ts';

export const finishHandOver = handle<DirectoryViews>()(contract.finishHandOver, async (context, input) => {
  const { db } = context;
  const { personId, line, successorId } = input;
  await requireManaged(context, personId);
  const declared = extensionsAt(handOverLines, context.contracts).find((one) => one.name === line);
  const { rows } = await sql`
    select from directory.hand_over where person_id = ${personId}::uuid and line = ${line} and successor_id is null for update`.execute(
    db,
  );
  if (rows.length === 0 || !declared?.handOver) throw refuse(handOverNotOpen);
  await checkSuccessor(db, { personId, onDay: todayIn('UTC', context.now) }, successorId);
  const tried = await context.attemptAs(handOverProcess(declared), declared.handOver, {
    personId,
    successorId,
    named: true,
  });
  if ('refusal' in tried) throw refuse(successorRefused, { code: tried.refusal.failure.code });
  const { handed } = tried.answer;
  await sql`
    update directory.hand_over set successor_id = ${successorId}, chosen = 'line', handed = ${handed}, failure_code = null,
      at = ${context.now.toString()} where person_id = ${personId}::uuid and line = ${line}`.execute(db);
  context.about('person', personId);
  context.emit(handedOver, {
    personId,
    lines: [{ line, successorId, chosen: 'line', handed, failureCode: null }],
  });
  return { handed };
});
