import { sql } from 'kysely';
import { type OutsideAnswer, sendOutside } from '#kernel/server/outside/send-outside.ts';
import type { Command } from '../bots-tables.ts';
import { secretOf, signatureOf } from '../keys.ts';

/** Something that an application is to be told, as its row and the application's have it. */
export interface Call {
  readonly id: string;
  readonly application_id: string;
  readonly tries: number;
  readonly ranges: string[];
  readonly generation: number;
}

/** A call as it goes out. */
export interface SignedCall<C extends Call> {
  readonly call: C;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How many are told in one round. */
export const atOnce = 20;
/** Longer than a try can last; after it another process tries anew under the same id. */
export const leaseSeconds = 60;
/** The pause after the n-th try doubles from half a minute: about an hour in all. */
const mostTries = 8;
const pauseSeconds = (tries: number) => 30 * 2 ** (tries - 1);

/** Signs what is told with the application's secret of now, over `timestamp.callId.body`. */
export function signCall<C extends Call>(
  { evidence, now }: Command,
  call: C,
  address: string,
  told: Readonly<Record<string, unknown>>,
): SignedCall<C> {
  const timestamp = String(Math.floor(now.epochMilliseconds / 1_000));
  const body = JSON.stringify({ callId: call.id, ...told });
  const secret = secretOf(evidence, 'application', call.application_id, call.generation);
  const headers = {
    'content-type': 'application/json',
    'guiju-call-id': call.id,
    'guiju-timestamp': timestamp,
    'guiju-signature': signatureOf(secret, timestamp, call.id, body),
  };
  return { call, address, headers, body };
}

export const sendCall = ({ call, address, headers, body }: SignedCall<Call>): Promise<OutsideAnswer> =>
  sendOutside({ method: 'POST', url: address, headers, body, allowed: call.ranges });

/** What an answer makes of a call: told, given up, or tried again later (undefined). */
export async function settleCall(
  context: Command,
  table: 'press_call' | 'message_call',
  call: Call,
  answer: OutsideAnswer,
): Promise<{ state: 'told' | 'failed'; error: string | null } | undefined> {
  if (answer.answered && answer.status >= 200 && answer.status < 300) return { state: 'told', error: null };
  const error = answer.answered ? `status ${answer.status}` : answer.error;
  if ((!answer.answered && answer.never) || call.tries >= mostTries) return { state: 'failed', error };
  const again = context.now.add({ seconds: pauseSeconds(call.tries) }).toString();
  await sql`update ${sql.table(`bots.${table}`)} set next_try = ${again}::timestamptz, error = ${error}
    where id = ${call.id}::uuid and state = 'waiting'`.execute(context.db);
  return undefined;
}

/** Ends a call; nothing waits any more. */
export async function endCall(
  context: Command,
  table: 'press_call' | 'message_call',
  call: Pick<Call, 'id'>,
  state: 'told' | 'failed' | 'gone',
  error: string | null,
): Promise<void> {
  await sql`update ${sql.table(`bots.${table}`)} set state = ${state}, next_try = null, error = ${error}
    where id = ${call.id}::uuid and state = 'waiting'`.execute(context.db);
}
