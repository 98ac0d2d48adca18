import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { outside } from '#kernel/server/define-module.ts';
import { callMoved, integrationsChanged } from '../../contract/call-events.ts';
import type { InstanceState } from '../../contract/instance.ts';
import { visitOf } from '../../domain/cursor-tree.ts';
import { secretOf, tokenOf } from './call-keys.ts';
import type { CallsTables } from './calls-tables.ts';
import { type Call, endCall } from './end-call.ts';
import { type Sending, type Sent, sendSigned } from './send-signed.ts';

type Work = CommandContext<CallsTables>;
interface Taken extends Call {
  readonly url: string | null;
  readonly allowed: string[] | null;
  readonly generation: number | null;
  readonly number: string | null;
  readonly state_of_request: InstanceState | null;
  readonly employer_id: string | null;
}
interface Item {
  readonly call: Taken;
  readonly sending: Sending;
}

/** At most so many at once: what more there is waits for its turn in the table. */
const atOnce = 20;
/** Longer than a try can last; after it another process, or this one once it runs again, tries anew under the same id. */
const leaseSeconds = 60;
/** The pause after the n-th try doubles from half a minute: about an hour in all. */
const mostTries = 8;
const pauseSeconds = (tries: number) => 30 * 2 ** (tries - 1);

/** Sends what is due in the outbox, at least once, always under the call's own id. */
export const webhooks = outside<CallsTables>()({
  name: 'approvals.webhooks',
  due: "select from approvals.call where state = 'pending' and next_try <= $1",
  take: async (context): Promise<readonly Item[]> => {
    const { rows } = await sql<Taken>`
      with due as (select id from approvals.call where state = 'pending' and next_try <= ${context.now.toString()}
        order by next_try limit ${atOnce} for update skip locked)
      update approvals.call c set tries = c.tries + 1, next_try = ${context.now.add({ seconds: leaseSeconds }).toString()}
      from due d join approvals.call o using (id)
        left join approvals.integration g on g.id = o.integration_id and g.removed_at is null
        left join approvals.instance i on i.id = o.instance_id
      where c.id = d.id
      returning c.*, g.url, g.allowed, g.generation, i.number, i.state as state_of_request, i.employer_id`.execute(
      context.db,
    );
    const items: Item[] = [];
    for (const call of rows) {
      if (call.url === null || call.integration_id === null) await endCall(context, call, 'integrationGone');
      else if (!isWaitedFor(call)) await endCall(context, call, 'callGone');
      else items.push({ call, sending: sendingOf(context, call, call.url, call.integration_id) });
    }
    return items;
  },
  carryOut: ({ sending }) => sendSigned(sending),
  record: async (context, { call }, sent) => {
    await settle(context, call, sent);
    if (call.instance_id && call.employer_id)
      context.emit(callMoved, { callId: call.id, requestId: call.instance_id, employerId: call.employer_id });
    if (call.integration_id) context.emit(integrationsChanged, { integrationId: call.integration_id });
  },
});

function isWaitedFor({ state_of_request: state, visit: number, attempt, waits }: Taken): boolean {
  if (!state || number === null) return true;
  const visit = visitOf(state, number);
  return visit?.call?.state === 'waiting' && visit.call.attempt === attempt && (!waits || visit.state === 'open');
}

function sendingOf({ evidence, now, publicUrl }: Work, call: Taken, url: string, integrationId: string): Sending {
  const answer = call.instance_id !== null && call.waits;
  return {
    callId: call.id,
    url,
    allowed: call.allowed ?? [],
    secret: secretOf(evidence, integrationId, call.generation ?? 1),
    timestamp: Math.floor(now.epochMilliseconds / 1_000),
    body: JSON.stringify({
      callId: call.id,
      test: call.instance_id === null,
      ...(call.instance_id !== null && {
        request: { requestId: call.instance_id, number: call.number, kind: call.kind },
        nodeId: call.node_id,
        visit: call.visit,
        attempt: call.attempt,
      }),
      input: call.input,
      ...(answer && {
        answerTo: { url: `${publicUrl ?? ''}/api/v1/approvals.answerCall`, token: tokenOf(evidence, call.id) },
      }),
    }),
  };
}

async function settle(context: Work, call: Taken, sent: Sent): Promise<void> {
  if (sent.ok) {
    const said = answerIn(sent.answer);
    if (!call.waits || said?.done) return endCall(context, call, null);
    if (said) return endCall(context, call, said.error);
    return put(context, call.id, { state: 'sent', next_try: null, error: null });
  }
  const isLast = sent.never || call.tries >= mostTries || call.instance_id === null;
  if (isLast) return endCall(context, call, sent.error);
  const next_try = context.now.add({ seconds: pauseSeconds(call.tries) }).toString();
  return put(context, call.id, { state: 'pending', next_try, error: sent.error });
}

/** An answer may have come before this is recorded: what has ended stays as it ended. */
async function put({ db }: Work, id: string, values: Pick<Call, 'state' | 'next_try' | 'error'>): Promise<void> {
  await db.updateTable('approvals.call').set(values).where('id', '=', id).where('ended_at', 'is', null).execute();
}

/** `{ done: true }`, or `{ done: false, error }`; anything else: the answer comes later. */
function answerIn(answer: unknown): { done: true } | { done: false; error: string } | undefined {
  if (typeof answer !== 'object' || answer === null || !('done' in answer)) return undefined;
  if (answer.done === true) return { done: true };
  if (answer.done !== false) return undefined;
  return { done: false, error: 'error' in answer ? String(answer.error).slice(0, 500) : 'refused' };
}
