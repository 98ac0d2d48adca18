import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { handedOver } from '../../contract/events.ts';
import { type HandOverLine, handOverLines } from '../../contract/hand-over-line.ts';
import { managePeople, readDirectory } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import type { Successor } from '../../domain/find-successors.ts';
import { candidates, type Leaver } from './candidates.ts';

type Context = CommandContext<DirectoryViews>;

/** Stands in the list where a line failed by a fault of ours; it is in the log. */
const fault = 'kernel.fault';

/** The process under which a line is handed over. */
export const handOverProcess = (line: HandOverLine) => ({
  name: 'directory.handOver',
  permissions: [managePeople, readDirectory, ...(line.permissions ?? [])],
});

/**
 * Hands everything over that a leaver holds, line by line, in the transaction that closes the account: so it happens once, or
 * not at all. A line that nobody can take stays behind with the reason, and never keeps the account open (D6). Gives who was named
 * for everything, unless that person is gone too.
 */
export async function handOverEverything(context: Context, leaver: Leaver): Promise<string | null> {
  const { of } = await candidates(context.db, leaver);
  const forAll = of('').find((one) => one.chosen === 'all')?.personId ?? null;
  const done: { line: string; to: Successor | null; handed: number; failureCode: string | null }[] = [];
  for (const line of extensionsAt(handOverLines, context.contracts)) {
    if (!line.handOver) continue;
    const outcome = await handOverLine(context, line, leaver.personId, of(line.name));
    if (outcome) done.push({ line: line.name, ...outcome });
  }
  if (done.length === 0) return forAll;
  await sql`
    insert into directory.hand_over (person_id, line, successor_id, chosen, handed, failure_code, at)
    select ${leaver.personId}::uuid, w.line, w.successor_id, w.chosen, w.handed, w.failure_code, ${context.now.toString()}
    from jsonb_to_recordset(${JSON.stringify(
      done.map(({ line, to, handed, failureCode }) => ({
        line,
        successor_id: to?.personId ?? null,
        chosen: to?.chosen ?? null,
        handed,
        failure_code: failureCode,
      })),
    )}::jsonb) w (line text, successor_id uuid, chosen text, handed int, failure_code text)`.execute(context.db);
  context.emit(handedOver, {
    personId: leaver.personId,
    lines: done.map(({ line, to, handed, failureCode }) => ({
      line,
      successorId: to?.personId ?? null,
      chosen: to?.chosen ?? null,
      handed,
      failureCode,
    })),
  });
  return forAll;
}

async function handOverLine(context: Context, line: HandOverLine, personId: string, people: readonly Successor[]) {
  if (!line.handOver) return undefined;
  const as = handOverProcess(line);
  const { count } = await context.readAs(as, line.held, { personId });
  if (count === 0) return undefined;
  let failureCode: string | null = null;
  for (const to of people) {
    try {
      const named = to.chosen === 'line' || to.chosen === 'all';
      const tried = await context.attemptAs(as, line.handOver, { personId, successorId: to.personId, named });
      if ('answer' in tried) return { to, handed: tried.answer.handed, failureCode: null };
      failureCode = tried.refusal.failure.code;
    } catch (error) {
      context.log.error({ error, line: line.name, personId }, 'a hand-over failed');
      failureCode = fault;
    }
  }
  return { to: null, handed: 0, failureCode };
}
