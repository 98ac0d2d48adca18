import { searchRow } from '#modules/messaging/server/search/index-messages.ts';
import { type ApprovalsHouse, personId, startApprovalsHouse, tokenOf } from './approvals-house.ts';
import { HttpClient } from './http-client.ts';
import { report } from './report.ts';

// `search`: the search over 1,000,000 messages through HTTP, divided by `LIKE` on the same messages for the same people, in
// turn on the same connection count (both 95th percentiles). Words that are common, rare, absent, one character, mixed; by sender;
// within one conversation. People are in 21 conversations, of which one has everybody; person 1 is in all groups.
const messages = 1_000_000;
const people = 200;
const groups = 100;
const directs = 1_000;
const calls = 600;
/** A call of `LIKE` reads everything: fewer are enough. */
const likeEvery = 8;
const portion = 5_000;

// Numbers that look random and are the same in every run (mulberry32).
let state = 20_261_122;
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
const whole = (below: number) => Math.floor(random() * below);

const frequent =
  '我们 会议 上海 客户 项目 今天 明天 合同 收到 好的 确认 请 一下 报销 审批 文件 进度 问题 下午 时间'.split(' ');
const character = () => String.fromCharCode(0x4e00 + Math.floor(random() ** 2 * 3_000));
/** The k-th is said about 1/k as often as the first, as in speech. */
const vocabulary = [...frequent, ...Array.from({ length: 20_000 }, () => character() + character())];
const word = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? '';

function sentence(number: number): string {
  const words = Array.from({ length: 4 + whole(12) }, word);
  if (number % 10 === 0) words.push(`HT-2026-${number}`);
  if (number % 15 === 0) words.push('please check the report');
  return words.join(number % 3 ? '' : '，');
}

const conversationId = (n: number) => `02000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const messageId = (n: number) => `03000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
/** The members of a conversation: all, a group's twenty and person 1, or two. */
function membersOf(n: number): number[] {
  if (n === 0) return Array.from({ length: people }, (_, person) => person);
  if (n <= groups) return [...new Set([1, ...Array.from({ length: 20 }, (_, k) => (n * 2 + k * 10) % people)])];
  const pair = n - groups - 1;
  const step = 1 + Math.floor(pair / people);
  return [pair % people, ((pair % people) + step) % people];
}
/** 5 % is said to everybody, 70 % in groups, 25 % between two. */
function conversationOf(): number {
  const where = random();
  if (where < 0.05) return 0;
  return where < 0.75 ? 1 + whole(groups) : 1 + groups + whole(directs);
}

async function fill(house: ApprovalsHouse): Promise<void> {
  const client = await house.owner.connect();
  // Without the checks of references; the index of the tokens is built when all rows are there.
  await client.query('set session_replication_role = replica');
  const { rows: kept } = await client.query(
    `select pg_get_indexdef('messaging.message_search_tokens'::regclass) as definition`,
  );
  await client.query('drop index messaging.message_search_tokens');
  const count = 1 + groups + directs;
  const members = Array.from({ length: count }, (_, n) => membersOf(n));
  const lastSeqs: number[] = Array(count).fill(0);
  const start = Date.parse('2026-01-01T00:00:00Z');
  for (let from = 0; from < messages; from += portion) {
    const said = Array.from({ length: portion }, (_, at) => {
      const number = from + at;
      const conversation = conversationOf();
      const seq = (lastSeqs[conversation] ?? 0) + 1;
      lastSeqs[conversation] = seq;
      const among = members[conversation] ?? [];
      const text = sentence(number);
      const message = {
        seq,
        sender_id: personId(among[whole(among.length)] ?? 0),
        kind: 'text',
        at: new Date(start + number * 20_000).toISOString(),
      };
      const id = conversationId(conversation);
      return { ...searchRow(id, message, text), conversation_id: id, id: messageId(number), said: text };
    });
    const recordset = `jsonb_to_recordset($1::jsonb) as r(conversation_id uuid, seq int, id uuid, sender_id uuid, kind text,
      at timestamptz, said text, text text, tokens int[])`;
    const rows = JSON.stringify(said);
    await client.query(
      `insert into messaging.message (conversation_id, seq, id, sender_id, kind, body, at)
       select conversation_id, seq, id, sender_id, kind, jsonb_build_object('text', said), at from ${recordset}`,
      [rows],
    );
    await client.query(
      `insert into messaging.message_search (conversation_id, seq, sender_id, kind, at, text, tokens)
       select conversation_id, seq, sender_id, kind, at, text, tokens from ${recordset}`,
      [rows],
    );
  }
  for (const [n, among] of members.entries()) {
    const pair = n > groups ? among.map(personId).sort() : [null, null];
    await client.query(
      `insert into messaging.conversation (id, kind, name, low_person_id, high_person_id, last_seq, last_at, member_count, made_at, made_by)
       values ($1, $2, $3, $4, $5, $6, '2026-11-22', $7, '2026-01-01', $8)`,
      [
        conversationId(n),
        n > groups ? 'direct' : 'group',
        n > groups ? null : `群${n}`,
        ...pair,
        lastSeqs[n],
        among.length,
        personId(0),
      ],
    );
    await client.query(
      `insert into messaging.member (conversation_id, person_id, joined_seq, joined_at, read_seq)
       select $1, unnest($2::uuid[]), 0, '2026-01-01', 0`,
      [conversationId(n), among.map(personId)],
    );
  }
  await client.query(`set maintenance_work_mem = '256MB'`);
  await client.query(kept[0].definition);
  for (const table of ['message', 'message_search', 'member', 'conversation'])
    await client.query(`vacuum analyze messaging.${table}`);
  await client.query('checkpoint');
  client.release();
}

interface Asked {
  readonly person: number;
  readonly text: string;
  readonly senderId?: string;
  readonly conversationId?: string;
}

/** What is asked in the n-th call. */
function asked(n: number): Asked {
  const person = n % 10 === 0 ? 1 : whole(people);
  const some = <T>(list: readonly T[]) => list[whole(list.length)] as T;
  switch (n % 8) {
    case 0:
      return { person, text: some(frequent) };
    case 1:
      return { person, text: vocabulary[100 + whole(1_000)] ?? '' };
    case 2:
      return { person, text: vocabulary[5_000 + whole(15_000)] ?? '' };
    case 3:
      return { person, text: character() };
    case 4:
      return { person, text: `ht-2026-${whole(messages / 10) * 10}` };
    case 5:
      return { person, text: `${some(frequent)} ${vocabulary[50 + whole(200)]}` };
    case 6:
      return { person, text: some(frequent), senderId: personId(whole(people)) };
    default:
      return { person, text: vocabulary[20 + whole(500)] ?? '', conversationId: conversationId(0) };
  }
}

async function bySearch(http: HttpClient, { person, ...what }: Asked): Promise<number> {
  const begin = performance.now();
  const answer = await http.call('messaging.searchMessages', { ...what, limit: 20 }, tokenOf(person));
  const ms = performance.now() - begin;
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  const rows = answer.body.rows as { exact: boolean }[];
  found.push(rows.filter((row) => row.exact).length);
  return ms;
}

/** The same, the plain way, beside the program and without HTTP. */
async function byLike(house: ApprovalsHouse, what: Asked): Promise<number> {
  const terms = what.text.split(' ').map((term) => `%${term}%`);
  const begin = performance.now();
  const { rows } = await house.owner.query(
    `select s.conversation_id, s.seq, s.sender_id, s.kind, s.at, s.body, c.name
     from messaging.message s
     join messaging.member m on m.conversation_id = s.conversation_id and m.person_id = $1 and m.left_at is null
     join messaging.conversation c on c.id = s.conversation_id
     where lower(s.body ->> 'text') like all ($2::text[]) and ($3::uuid is null or s.sender_id = $3)
       and ($4::uuid is null or s.conversation_id = $4)
     order by s.at desc limit 21`,
    [personId(what.person), terms, what.senderId ?? null, what.conversationId ?? null],
  );
  const ms = performance.now() - begin;
  if (Math.min(rows.length, 20) !== found.at(-1))
    throw new Error(`${JSON.stringify(what)}: LIKE found ${rows.length}, the search ${found.at(-1)}`);
  return ms;
}

const found: number[] = [];
const part = (times: number[], share: number) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;

const house = await startApprovalsHouse(people);
try {
  const begin = performance.now();
  await fill(house);
  const fillSeconds = (performance.now() - begin) / 1_000;
  const http = new HttpClient(house.port);
  for (let call = 0; call < 100; call += 1) await bySearch(http, asked(call));
  const times = { search: [] as number[], like: [] as number[] };
  for (let call = 0; call < calls; call += 1) {
    const what = asked(call);
    times.search.push(await bySearch(http, what));
    // Every kind of question has its turn.
    if ((call + Math.floor(call / likeEvery)) % likeEvery === 0) times.like.push(await byLike(house, what));
  }
  http.close();
  const { rows: sizes } = await house.owner.query(
    `select pg_total_relation_size('messaging.message_search') / 1e6 as mb, pg_total_relation_size('messaging.message') / 1e6 as of`,
  );
  report({
    name: 'search',
    ratio: part(times.search, 0.95) / part(times.like, 0.95),
    p50Ms: part(times.search, 0.5),
    p95Ms: part(times.search, 0.95),
    mostMs: Math.max(...times.search),
    likeP50Ms: part(times.like, 0.5),
    likeP95Ms: part(times.like, 0.95),
    messages,
    withHits: found.filter((rows) => rows > 0).length / found.length,
    indexMb: Number(sizes[0].mb),
    messagesMb: Number(sizes[0].of),
    fillSeconds,
  });
} finally {
  await house.stop();
}
