import { type ApprovalsHouse, personId, startApprovalsHouse, tokenOf } from './approvals-house.ts';
import { groupId, makeGroup, sentence } from './chat-group.ts';
import { HttpClient } from './http-client.ts';
import { report } from './report.ts';

// `history`: a page of 50 from any place of a conversation, through HTTP, in a company of 10,000,000 messages and in one of
// 10,000, both running, asked in turn. `ratio`: median of the large one by that of the small one (limit 1.5). The large one's
// asked-for conversation alone holds a million; every message has the reader among its members.
const rooms = 10;
const large = 10_000_000;
const small = 10_000;
const portion = 250_000;
const calls = 1_000;
const limit = 50;

async function fill(house: ApprovalsHouse, messages: number): Promise<void> {
  const each = messages / rooms;
  for (let room = 0; room < rooms; room += 1) await makeGroup(house.owner, room, [0, 1, 2, 3]);
  const fillRoom = async (room: number) => {
    const client = await house.owner.connect();
    // Without the checks of references: what they would look at is there.
    await client.query('set session_replication_role = replica');
    for (let from = 0; from < each; from += portion) {
      await client.query(
        `insert into messaging.message (conversation_id, seq, id, sender_id, kind, body, at)
         select $1::uuid, n, gen_random_uuid(), ($5::uuid[])[1 + n % 4], 'text',
           jsonb_build_object('text', n || $2::text), '2026-01-01'::timestamptz + n * interval '3 seconds'
         from generate_series($3::int, $4::int) n`,
        [groupId(room), sentence, from + 1, Math.min(each, from + portion), [0, 1, 2, 3].map(personId)],
      );
    }
    await client.query('update messaging.conversation set last_seq = $2 where id = $1', [groupId(room), each]);
    client.release(true);
  };
  // Two at a time: one writes while the other makes its rows.
  for (let room = 0; room < rooms; room += 2) await Promise.all([fillRoom(room), fillRoom(room + 1)]);
  await house.owner.query('vacuum analyze messaging.message');
  await house.owner.query('analyze messaging.conversation, messaging.member');
  await house.owner.query('checkpoint');
}

const one = { house: await startApprovalsHouse(4), messages: large, times: [] as number[] };
const other = { house: await startApprovalsHouse(4), messages: small, times: [] as number[] };
const sides = [one, other].map((side) => ({ ...side, http: new HttpClient(side.house.port) }));

try {
  const filling = performance.now();
  for (const { house, messages } of sides) await fill(house, messages);
  const filledMs = performance.now() - filling;
  for (const side of sides) {
    side.http.close();
    side.http = new HttpClient(side.house.port);
  }
  async function page({ http, messages, times }: (typeof sides)[number], n: number, counts: boolean) {
    const last = messages / rooms;
    // From the beginning, the end, and everywhere between.
    const before = 1 + limit + Math.floor((n * 7_919 * limit) % (last - limit));
    const begin = performance.now();
    const answer = await http.call(
      'messaging.listMessages',
      { conversationId: groupId(n % rooms), before, limit },
      tokenOf(n % 4),
    );
    const ms = performance.now() - begin;
    const rows = answer.body.rows as { seq: number }[] | undefined;
    if (rows?.length !== limit || rows.at(-1)?.seq !== before - 1)
      throw new Error(JSON.stringify(answer.body).slice(0, 500));
    if (counts) times.push(ms);
  }
  for (let n = 0; n < 300 + calls; n += 1) for (const side of sides) await page(side, n, n >= 300);
  const at = (times: number[], share: number) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
  report({
    name: 'history',
    ratio: at(one.times, 0.5) / at(other.times, 0.5),
    p50Ms: at(one.times, 0.5),
    p95Ms: at(one.times, 0.95),
    smallP50Ms: at(other.times, 0.5),
    smallP95Ms: at(other.times, 0.95),
    messages: large,
    fillSeconds: filledMs / 1_000,
  });
} finally {
  for (const { http, house } of sides) {
    http.close();
    await house.stop();
  }
}
