import type { CacheRule } from '#kernel/contract/cache.ts';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import type { Composition } from '#kernel/server/program.ts';
import type { TestClient, TestProgram } from '#kernel/testing/test-program.ts';
import { createGroup, openDirect } from './contract/conversations.ts';
import { sendMessage } from './contract/messages.ts';
import { makeLinkCards } from './server/media/link-cards.ts';
import { cacheRules } from './web/cache.ts';

/** How the screens of messages follow what happens, for tests of modules that post. */
export const messagingCache: readonly CacheRule[] = cacheRules;

/** The conversation of these two. */
export async function aDirect(one: TestClient, other: { readonly personId: string }): Promise<string> {
  return (await one.call(openDirect, { personId: other.personId })).conversationId;
}

/** A group of these, owned by the first. */
export async function aGroup(owner: TestClient, others: readonly { readonly personId: string }[], name = '项目群') {
  const personIds = others.map((other) => other.personId);
  return (await owner.call(createGroup, { name, personIds })).conversationId;
}

/** Says something, as the client does it: the client's id is the command's too. */
export async function say(
  sender: TestClient,
  conversationId: string,
  text: string,
  clientId: string = crypto.randomUUID(),
) {
  return sender.call(sendMessage, { conversationId, clientId, text }, { commandId: clientId });
}

/** Says what isn't just a text. */
export async function post(
  sender: TestClient,
  conversationId: string,
  said: Omit<CallInputOf<typeof sendMessage>, 'conversationId' | 'clientId'>,
) {
  const clientId = crypto.randomUUID();
  return sender.call(sendMessage, { conversationId, clientId, ...said }, { commandId: clientId });
}

/** Thousands of messages at once, from members in turn, without events: for looking at a long history. */
export async function aLongHistory(test: TestProgram, conversationId: string, count: number): Promise<void> {
  await test.sql(
    `with members as (
       select array_agg(person_id order by person_id) as ids from messaging.member where conversation_id = $1
     ), start as (
       update messaging.conversation set last_seq = last_seq + $2::int where id = $1 returning last_seq - $2::int as seq, last_at
     )
     insert into messaging.message (conversation_id, seq, id, sender_id, kind, body, at)
     select $1, start.seq + n, gen_random_uuid(), ids[1 + n % array_length(ids, 1)], 'text',
       jsonb_build_object('text', '第 ' || n || ' 条'), start.last_at
     from generate_series(1, $2::int) n, members, start`,
    [conversationId, count],
  );
}

/** Thousands of groups of these two at once, the n-th last spoken in n minutes ago with one message unread by the first, without events. */
export async function manyGroups(
  test: TestProgram,
  one: { readonly personId: string },
  other: { readonly personId: string },
  count: number,
): Promise<void> {
  await test.sql(
    `with made as (
       insert into messaging.conversation (id, kind, name, last_seq, last_at, member_count, made_at, made_by, owner_id)
       select gen_random_uuid(), 'group', '群 ' || n, 1, $1::timestamptz - n * interval '1 minute', 2,
         $1::timestamptz - interval '30 days', $2::uuid, $2::uuid
       from generate_series(1, $4::int) n returning id, name, last_at
     ), members as (
       insert into messaging.member (conversation_id, person_id, joined_seq, joined_at, read_seq)
       select id, p, 0, $1::timestamptz - interval '30 days', 0 from made, unnest(array[$2::uuid, $3::uuid]) p
     )
     insert into messaging.message (conversation_id, seq, id, sender_id, kind, body, at)
     select id, 1, gen_random_uuid(), $3::uuid, 'text', jsonb_build_object('text', '这里是' || name), last_at from made`,
    [test.program.kernel.clock.now().toString(), one.personId, other.personId, count],
  );
}

/** The same program, but every name in a link leads to this address, and its cards may be asked for there. */
export function linkCardsFrom(composition: Composition, address: string): Composition {
  const cards = makeLinkCards({ resolve: async () => [address], allowed: [address] });
  const modules = composition.modules.map((module) =>
    module.contract.name === 'messaging'
      ? { ...module, outside: [...module.outside.filter(({ name }) => name !== cards.name), cards] }
      : module,
  );
  return { ...composition, modules };
}
