import { sql } from 'kysely';
import { carryOut, type Work } from '../carry-out.ts';
import { handOverTimer } from '../timers/hand-over-timer.ts';
import { waitsFor } from './waits-for.ts';

/** So much later what somebody was working on is tried again. */
const again = { minutes: 1 };

/**
 * 离职: whatever waits for the leaver, now or later, goes to the successor, else the supervisor, else an administrator; gives how many
 * requests. Waits for nobody, since an account is closed on the minute: what somebody is working on at this moment is handed over by the
 * clock, a minute later and again until it is done.
 */
export async function handTasks(context: Work, personId: string, successorId: string | null): Promise<number> {
  const { rows: waiting } = await sql<{ id: string }>`
    select i.id from approvals.instance i where ${waitsFor(personId)}`.execute(context.db);
  const { rows: free } = await sql<{ id: string }>`
    select i.id from approvals.instance i where ${waitsFor(personId)} order by i.id for update skip locked`.execute(
    context.db,
  );
  for (const { id } of free) {
    await carryOut(context, id, () => ({
      command: { type: 'personLeft', person: personId },
      successors: new Map(successorId === null ? [] : [[personId, successorId]]),
    }));
  }
  const held = waiting.filter(({ id }) => !free.some((one) => one.id === id)).map(({ id }) => id);
  if (held.length > 0) {
    context.log.warn(
      { personId, requestIds: held },
      'requests of a leaver are being worked on; they are handed over later',
    );
    await context.schedule(handOverTimer, {
      key: personId,
      at: context.now.add(again),
      input: { personId, successorId },
    });
  }
  return free.length;
}
