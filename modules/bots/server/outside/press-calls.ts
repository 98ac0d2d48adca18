import { sql } from 'kysely';
import { outside } from '#kernel/server/define-module.ts';
import { type OutsideAnswer, sendOutside } from '#kernel/server/outside/send-outside.ts';
import { applicationChanged } from '../../contract/events.ts';
import type { BotsTables, Command } from '../bots-tables.ts';
import { announceCard } from '../card-rows.ts';
import { secretOf, signatureOf } from '../keys.ts';

interface Taken {
  readonly id: string;
  readonly card_id: string;
  readonly application_id: string;
  readonly tries: number;
  readonly address: string | null;
  readonly ranges: string[];
  readonly generation: number;
  readonly state: string;
  readonly pressed_button: string;
  readonly pressed_at: string;
  readonly account: string;
  readonly name: string;
}
interface Item {
  readonly call: Taken;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const atOnce = 20;
/** Longer than a try can last; after it another process tries anew under the same id. */
const leaseSeconds = 60;
/** The pause after the n-th try doubles from half a minute: about an hour in all. */
const mostTries = 8;
const pauseSeconds = (tries: number) => 30 * 2 ** (tries - 1);

/** Tells applications of presses, signed, at least once, always under the press's own id. */
export const pressCalls = outside<BotsTables>()({
  name: 'bots.pressCalls',
  due: "select from bots.press_call where state = 'waiting' and next_try <= $1",
  take: async (context): Promise<readonly Item[]> => {
    const { rows } = await sql<Taken>`
      with due as (select id from bots.press_call where state = 'waiting' and next_try <= ${context.now.toString()}::timestamptz
        order by next_try limit ${atOnce} for update skip locked)
      update bots.press_call t set tries = t.tries + 1,
        next_try = ${context.now.add({ seconds: leaseSeconds }).toString()}::timestamptz
      from due d, bots.card c, bots.application a, directory.published_person p
      where t.id = d.id and c.id = t.card_id and a.id = t.application_id and p.id = c.pressed_by
      returning t.id, t.card_id, t.application_id, t.tries, a.address, a.ranges, a.generation, a.state, c.pressed_button,
        c.pressed_at, p.account, p.name`.execute(context.db);
    const items: Item[] = [];
    for (const call of rows) {
      if (call.address === null || call.state !== 'active') await end(context, call, 'failed', 'applicationOff');
      else items.push(itemOf(context, call, call.address));
    }
    return items;
  },
  carryOut: ({ call, address, headers, body }) =>
    sendOutside({ method: 'POST', url: address, headers, body, allowed: call.ranges }),
  record: async (context, { call }, answer: OutsideAnswer) => {
    if (answer.answered && answer.status >= 200 && answer.status < 300) return end(context, call, 'told', null);
    const error = answer.answered ? `status ${answer.status}` : answer.error;
    if ((!answer.answered && answer.never) || call.tries >= mostTries) return end(context, call, 'failed', error);
    const again = context.now.add({ seconds: pauseSeconds(call.tries) }).toString();
    await sql`update bots.press_call set next_try = ${again}::timestamptz, error = ${error}
      where id = ${call.id}::uuid and state = 'waiting'`.execute(context.db);
  },
});

function itemOf({ evidence, now }: Command, call: Taken, address: string): Item {
  const timestamp = String(Math.floor(now.epochMilliseconds / 1_000));
  const body = JSON.stringify({
    callId: call.id,
    cardId: call.card_id,
    button: call.pressed_button,
    by: { account: call.account, name: call.name },
    at: call.pressed_at,
  });
  const secret = secretOf(evidence, 'application', call.application_id, call.generation);
  const headers = {
    'content-type': 'application/json',
    'guiju-call-id': call.id,
    'guiju-timestamp': timestamp,
    'guiju-signature': signatureOf(secret, timestamp, call.id, body),
  };
  return { call, address, headers, body };
}

async function end(context: Command, call: Taken, state: 'told' | 'failed', error: string | null): Promise<void> {
  await sql`update bots.press_call set state = ${state}, next_try = null, error = ${error}
    where id = ${call.id}::uuid and state = 'waiting'`.execute(context.db);
  await announceCard(context, call.card_id);
  if (state === 'failed') context.emit(applicationChanged, { applicationId: call.application_id });
}
