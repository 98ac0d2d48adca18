import { sql } from 'kysely';
import { carryOut, type Work } from '../carry-out.ts';
import { waitsFor } from './waits-for.ts';

/** 离职: whatever waits for the leaver, now or later, goes to the successor, else the supervisor, else an administrator; gives how many requests. */
export async function handTasks(context: Work, personId: string, successorId: string | null): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select i.id from approvals.instance i where ${waitsFor(personId)} order by i.id`.execute(context.db);
  for (const { id } of rows) {
    await carryOut(context, id, () => ({
      command: { type: 'personLeft', person: personId },
      successors: new Map(successorId === null ? [] : [[personId, successorId]]),
    }));
  }
  return rows.length;
}
