import { sql } from 'kysely';
import { outside } from '#kernel/server/define-module.ts';
import { applicationChanged } from '../../contract/events.ts';
import type { BotsTables, Command } from '../bots-tables.ts';
import { announceCard } from '../card-rows.ts';
import {
  atOnce,
  type Call,
  endCall,
  leaseSeconds,
  type SignedCall,
  sendCall,
  settleCall,
  signCall,
} from './signed-call.ts';

interface Press extends Call {
  readonly card_id: string;
  readonly address: string | null;
  readonly state: string;
  readonly pressed_button: string;
  readonly pressed_at: string;
  readonly account: string;
  readonly name: string;
}

/** Tells applications of presses, signed, at least once, always under the press's own id. */
export const pressCalls = outside<BotsTables>()({
  name: 'bots.pressCalls',
  due: "select from bots.press_call where state = 'waiting' and next_try <= $1",
  take: async (context): Promise<readonly SignedCall<Press>[]> => {
    const { rows } = await sql<Press>`
      with due as (select id from bots.press_call where state = 'waiting' and next_try <= ${context.now.toString()}::timestamptz
        order by next_try limit ${atOnce} for update skip locked)
      update bots.press_call t set tries = t.tries + 1,
        next_try = ${context.now.add({ seconds: leaseSeconds }).toString()}::timestamptz
      from due d, bots.card c, bots.application a, directory.published_person p
      where t.id = d.id and c.id = t.card_id and a.id = t.application_id and p.id = c.pressed_by
      returning t.id, t.card_id, t.application_id, t.tries, a.address, a.ranges, a.generation, a.state, c.pressed_button,
        c.pressed_at, p.account, p.name`.execute(context.db);
    const items: SignedCall<Press>[] = [];
    for (const call of rows) {
      const { address, card_id: cardId, pressed_button: button, account, name, pressed_at: at } = call;
      if (address === null || call.state !== 'active') await end(context, call, 'failed', 'applicationOff');
      else items.push(signCall(context, call, address, { event: 'press', cardId, button, by: { account, name }, at }));
    }
    return items;
  },
  carryOut: sendCall,
  record: async (context, { call }, answer) => {
    const settled = await settleCall(context, 'press_call', call, answer);
    if (settled) await end(context, call, settled.state, settled.error);
  },
});

async function end(context: Command, call: Press, state: 'told' | 'failed', error: string | null): Promise<void> {
  await endCall(context, 'press_call', call, state, error);
  await announceCard(context, call.card_id);
  if (state === 'failed') context.emit(applicationChanged, { applicationId: call.application_id });
}
