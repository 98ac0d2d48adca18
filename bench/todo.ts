import {
  type ApprovalsHouse,
  personId,
  personIdIn,
  requestId,
  startApprovalsHouse,
  tokenOf,
} from './approvals-house.ts';
import { HttpClient } from './http-client.ts';
import { report } from './report.ts';

// `todo`: list and count of the to-do list with 1,000,000 finished and 10,000 open requests, divided by the same with the
// same open requests and nothing finished (limit 1.5). Through HTTP. Two programs with a database each are asked in turn, call
// by call, so that what else the machine does falls on both.
const finished = 1_000_000;
const open = 10_000;
const people = 200;
const calls = 600;
const limit = 1.5;

/** Finished requests as the program leaves them, as far as any list reads them: the request, what was dealt with, who took part. */
async function addHistory(house: ApprovalsHouse): Promise<void> {
  const client = await house.owner.connect();
  // Without the checks of references, which would take most of the time; the rows keep to them.
  await client.query('set session_replication_role = replica');
  for (let from = 0; from < finished; from += 100_000) {
    const series = `generate_series(${from}, ${from + 99_999}) c`;
    const id = `('01800000-0000-7000-8000-' || lpad(to_hex(c), 12, '0'))::uuid`;
    const who = (k: number) => `${personIdIn(`1 + (c * 7 + ${k}) % ${people - 1}`)}::uuid`;
    await client.query(
      `insert into approvals.instance (id, kind, definition_version, number, applicant_id, submitter_id, employer_id, submitted_at,
        revision, status, state, form, summary, changed_at, ended_at, head)
      select ${id}, i.kind, i.definition_version, 'F' || c, ${who(9)}, ${who(9)}, i.employer_id, i.submitted_at, 20, 'approved',
        '{}', i.form, i.summary, i.changed_at, i.changed_at, i.head
      from approvals.instance i, ${series} where i.id = $1`,
      [requestId(0)],
    );
    await client.query(
      `insert into approvals.done (person_id, instance_id, slot_id, at, outcome)
      select k.person, ${id}, k.slot, '2026-01-01', 'approved' from ${series},
        lateral (values (${who(0)}, '1.1'), (${who(1)}, '2.1')) k (person, slot)`,
    );
    await client.query(
      `insert into approvals.participant (instance_id, person_id, part, sees_all, since)
      select ${id}, k.person, k.part, true, '2026-01-01' from ${series},
        lateral (values (${who(9)}, 'applicant'), (${who(0)}, 'approver'), (${who(1)}, 'approver')) k (person, part)`,
    );
  }
  client.release();
}

/** Open requests, the same in both. */
async function addOpen(house: ApprovalsHouse): Promise<void> {
  const chosen = Object.fromEntries([1, 2, 3, 4, 5].map((k) => [`n${k}`, [k]]));
  await house.copies({ kind: 'bench.inTurn', chosen, from: 0, count: open, stride: 7 });
}

/** Leaves the database nothing to tidy while it is measured. */
async function maintain(house: ApprovalsHouse): Promise<void> {
  for (const table of ['instance', 'task', 'done', 'participant', 'event', 'form_content']) {
    await house.owner.query(`vacuum analyze approvals.${table}`);
  }
  await house.owner.query('checkpoint');
}

/** The list and the count of one person, in milliseconds. */
async function ask(http: HttpClient, person: number): Promise<number> {
  const begin = performance.now();
  const list = await http.call('approvals.listToDo', { limit: 50 }, tokenOf(person));
  const count = await http.call('approvals.countToDo', {}, tokenOf(person));
  const ms = performance.now() - begin;
  const rows = (list.body.rows as unknown[] | undefined)?.length ?? 0;
  if (list.status !== 200 || count.status !== 200 || rows === 0) throw new Error(JSON.stringify([list, count]));
  return ms;
}

const half = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

const empty = await startApprovalsHouse(people);
const full = await startApprovalsHouse(people);
try {
  for (const house of [empty, full]) await addOpen(house);
  await addHistory(full);
  for (const house of [empty, full]) await maintain(house);
  const [emptyHttp, fullHttp] = [new HttpClient(empty.port), new HttpClient(full.port)];
  const times = { empty: [] as number[], full: [] as number[] };
  for (let call = 0; call < calls + people; call += 1) {
    const person = 1 + ((call * 7) % (people - 1));
    // Who is asked first changes from call to call.
    const order = call % 2 ? (['empty', 'full'] as const) : (['full', 'empty'] as const);
    for (const which of order) {
      const ms = await ask(which === 'empty' ? emptyHttp : fullHttp, person);
      // The first call of each person fills caches.
      if (call >= people) times[which].push(ms);
    }
  }
  emptyHttp.close();
  fullHttp.close();
  const { rows } = await full.owner.query(
    `select (select count(*) from approvals.instance where ended_at is not null) as finished,
      (select count(*) from approvals.task) as tasks, (select count(*) from approvals.task where holder_id = $1) as mine`,
    [personId(1)],
  );
  report({
    name: 'todo',
    ratio: half(times.full) / half(times.empty),
    limit,
    emptyMs: half(times.empty),
    fullMs: half(times.full),
    finished: Number(rows[0].finished),
    openTasks: Number(rows[0].tasks),
    tasksOfOne: Number(rows[0].mine),
  });
} finally {
  await empty.stop();
  await full.stop();
}
