import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Refusal } from '#kernel/contract/failure.ts';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { InputOf } from '#kernel/contract/operation.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';
import { attachFiles, detachFiles } from '#modules/files/contract/operations.ts';
import { scheduledChanged } from '../../contract/compose-events.ts';
import { scheduledElsewhen } from '../../contract/failures.ts';
import { scheduledFiles } from '../../contract/message-files.ts';
import type { scheduleMessage } from '../../contract/scheduled.ts';
import { requireSayable } from '../application-standing.ts';
import { requireCleared, saidWhere } from '../labels/clearance.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { attaching, type Said } from '../post-message.ts';
import { requireLength } from '../require-length.ts';

type Work = CommandContext<MessagingTables>;
export type SaidLater = InputOf<typeof scheduleMessage>['said'];

export interface ScheduledMessage {
  readonly id: string;
  readonly conversation_id: string;
  readonly person_id: string;
  readonly said: SaidLater;
  readonly due_at: string;
  readonly failure: ScheduledFailure | null;
}

interface ScheduledFailure {
  readonly code: string;
  readonly words: { readonly zh: string; readonly en: string };
  readonly facts: Record<string, unknown>;
}

/** A message is to be sent. Its key is the scheduled message's id. */
export const scheduledDue = timer({ name: 'messaging.scheduledDue', input: z.object({ scheduledId: z.string() }) });

/** What is scheduled, locked; refuses what isn't this person's with `notFound`. */
export async function loadScheduled(context: Work, scheduledId: string, personId: string): Promise<ScheduledMessage> {
  const { rows } = await lockScheduled(context, sql`id = ${scheduledId} and person_id = ${personId}`);
  const [found] = rows;
  if (!found) throw refuse(notFound);
  return found;
}

export const lockScheduled = (context: Work, where: RawBuilder<unknown>) =>
  sql<ScheduledMessage>`
    select id, conversation_id, person_id, said, due_at, failure from messaging.scheduled_message
    where ${where} for update`.execute(context.db);

/** Refuses a time that isn't within the next year. */
export function requireLater(context: Work, at: string): void {
  const due = Temporal.Instant.from(at);
  const most = context.now.add({ hours: 24 * 366 });
  if (Temporal.Instant.compare(due, context.now) <= 0 || Temporal.Instant.compare(due, most) > 0)
    throw refuse(scheduledElsewhen);
}

/** Refuses a text that is too long. */
export function requireFit(said: SaidLater): void {
  const text = said.text ?? (said.content?.kind === 'file' ? said.content.text : undefined);
  if (text !== undefined) requireLength(text);
}

/** Refuses what goes to an application and wouldn't be taken by it at this moment: that it may be later is no reason to wait for it. */
export async function requireTakenLater(context: Work, said: Said): Promise<void> {
  const { conversationId, senderId } = said;
  const { application_id: applicationId, classification } = await saidWhere(context, conversationId);
  if (applicationId === null) return;
  await requireSayable(context, applicationId, said);
  await requireCleared(context, conversationId, senderId, said.classification ?? classification);
}

const ownerOf = (id: string) => ({ module: scheduledFiles.module, kind: scheduledFiles.kind, id });

/** Its files wait with it. */
export async function holdFiles(context: Work, message: Pick<ScheduledMessage, 'id' | 'person_id' | 'said'>) {
  const { content } = message.said;
  if (content?.kind !== 'file' && content?.kind !== 'voice') return;
  const { id, person_id: by } = message;
  await context.callAs(attaching, attachFiles, { owner: ownerOf(id), fileIds: content.fileIds, by });
}

/** Its files are uploads again, for the message or for whoever wrote it. */
export async function freeFiles(context: Work, { id, said }: Pick<ScheduledMessage, 'id' | 'said'>): Promise<void> {
  if (said.content?.kind === 'file' || said.content?.kind === 'voice')
    await context.callAs(attaching, detachFiles, { owner: ownerOf(id) });
}

/** It was sent, or isn't to be any more. */
export async function dropScheduled(context: Work, { id, person_id }: ScheduledMessage): Promise<void> {
  await sql`delete from messaging.scheduled_message where id = ${id}`.execute(context.db);
  await context.unschedule(scheduledDue, id);
  context.emit(scheduledChanged, { personId: person_id });
}

/** Why it couldn't be sent is kept beside it. */
export async function keepFailure(context: Work, message: ScheduledMessage, refusal: Refusal): Promise<void> {
  const { code, words } = refusal.failure;
  const failure: ScheduledFailure = { code, words, facts: refusal.facts };
  await sql`
    update messaging.scheduled_message set failure = ${JSON.stringify(failure)}::jsonb
    where id = ${message.id}`.execute(context.db);
  context.emit(scheduledChanged, { personId: message.person_id });
}
