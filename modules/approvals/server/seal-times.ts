import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import type { ApprovalsTables } from './approvals-tables.ts';

type Seals = Pick<CommandContext<ApprovalsTables>, 'db' | 'now' | 'newId' | 'prepareEvidence' | 'record'>;

/** When a holder had the notice of a task, or until when it is to be done: whichever of them was set. */
export interface TaskTime {
  readonly slotId: string;
  readonly holderId: string;
  readonly deliveredAt?: string;
  readonly dueAt?: string | null;
}

/** A record of `timesChain`: what the times of tasks became while the request stood at this revision. */
export interface SealedTimes {
  readonly revision: number;
  readonly times: readonly TaskTime[];
}

/** Delivery and limits come without a step, and so without a link of the request's own chain. */
export const timesChain = (requestId: string): string => `approval-times:${requestId}`;

/**
 * Seals the times that the caller has just written into rows of `approvals.task`: with the rows locked, the revision read
 * here is one at which these rows are the open ones.
 */
export async function sealTimes(context: Seals, requestId: string, times: readonly TaskTime[]): Promise<void> {
  if (times.length === 0) return;
  const { rows } = await sql<{ revision: number; applicant_id: string }>`
    select revision, applicant_id from approvals.instance where id = ${requestId}::uuid`.execute(context.db);
  const [request] = rows;
  if (!request) throw new Error('a task without a request');
  context.record(
    await context.prepareEvidence({
      id: context.newId(),
      chain: timesChain(requestId),
      kind: 'approvals.timesSet',
      at: context.now,
      subjectPersonId: request.applicant_id,
      record: { revision: request.revision, times: times.map((time) => ({ ...time })) },
    }),
  );
}
