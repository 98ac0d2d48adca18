import { sql } from 'kysely';
import { outside } from '#kernel/server/define-module.ts';
import { applicationChanged } from '../../contract/events.ts';
import type { BotsTables, Command } from '../bots-tables.ts';
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

interface Written extends Call {
  readonly conversation_id: string;
  readonly seq: number;
  readonly address: string | null;
  readonly state: string;
}
interface Words {
  readonly message_id: string;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly account: string;
  readonly name: string;
}

/** Tells applications of what people wrote to them, signed, at least once, always under the message's own id. */
export const messageCalls = outside<BotsTables>()({
  name: 'bots.messageCalls',
  due: "select from bots.message_call where state = 'waiting' and next_try <= $1",
  take: async (context): Promise<readonly SignedCall<Written>[]> => {
    const { rows } = await sql<Written>`
      with due as (select id from bots.message_call where state = 'waiting' and next_try <= ${context.now.toString()}::timestamptz
        order by next_try, conversation_id, seq limit ${atOnce} for update skip locked)
      update bots.message_call t set tries = t.tries + 1,
        next_try = ${context.now.add({ seconds: leaseSeconds }).toString()}::timestamptz
      from due d, bots.application a where t.id = d.id and a.id = t.application_id
      returning t.id, t.conversation_id, t.seq, t.application_id, t.tries, a.address, a.ranges, a.generation, a.state`.execute(
      context.db,
    );
    const items: SignedCall<Written>[] = [];
    for (const call of rows.toSorted((one, other) => one.seq - other.seq)) {
      const { address } = call;
      const words = await wordsOf(context, call);
      // Recalled, or raised to a secret: it isn't for the application any more.
      if (!words) await endCall(context, 'message_call', call, 'gone', null);
      else if (address === null || call.state !== 'active') await fail(context, call, 'applicationOff');
      else items.push(signCall(context, call, address, await told(context, call, words)));
    }
    return items;
  },
  carryOut: sendCall,
  record: async (context, { call }, answer) => {
    const settled = await settleCall(context, 'message_call', call, answer);
    if (settled?.state === 'failed') await fail(context, call, settled.error);
    else if (settled) await endCall(context, 'message_call', call, 'told', null);
  },
});

async function wordsOf(context: Command, { conversation_id, seq }: Written): Promise<Words | undefined> {
  const { rows } = await sql<Words>`
    select m.message_id, m.kind, m.body, m.at, p.account, p.name from messaging.published_application_message m
    join directory.published_person p on p.id = m.person_id
    where m.conversation_id = ${conversation_id}::uuid and m.seq = ${seq}`.execute(context.db);
  return rows[0];
}

/** What the application reads: people by their account, which it knows. */
async function told(context: Command, { seq }: Written, words: Words): Promise<Record<string, unknown>> {
  const { message_id: messageId, kind, body, at, account, name } = words;
  return { event: 'message', messageId, seq, at, by: { account, name }, message: { kind, ...(await said()) } };

  async function said(): Promise<Record<string, unknown>> {
    switch (kind) {
      case 'text':
        return { text: body.text };
      case 'sticker':
        return { emoji: body.emoji };
      case 'location': {
        const { system, latitude, longitude, name: place, address } = body;
        return { system, latitude, longitude, name: place, ...(address === undefined ? {} : { address }) };
      }
      case 'file': {
        const fileIds = (body.fileIds ?? []) as string[];
        // One that was marked as a secret meanwhile isn't for the application any more.
        const { rows } = await sql<Record<string, unknown>>`
          select id as "fileId", name, size::float8 as size, media_type as "mediaType" from files.published_file
          where id = any(${sql.val(fileIds)}::uuid[]) and not controlled
          order by array_position(${sql.val(fileIds)}::uuid[], id)`.execute(context.db);
        return { ...(body.text === undefined ? {} : { text: body.text }), files: rows };
      }
      case 'contact': {
        const { rows } = await sql<{ account: string; name: string }>`
          select account, name from directory.published_person where id = ${String(body.personId)}::uuid`.execute(
          context.db,
        );
        return { contact: rows[0] };
      }
      default:
        return {};
    }
  }
}

async function fail(context: Command, call: Written, error: string | null): Promise<void> {
  await endCall(context, 'message_call', call, 'failed', error);
  context.emit(applicationChanged, { applicationId: call.application_id });
}
