import { personId, requestId, startApprovalsHouse, tokenOf } from './approvals-house.ts';
import { HttpClient } from './http-client.ts';
import { report } from './report.ts';

// `todo`: list and count of the to-do list with 1,000,000 finished and 10,000 open requests, divided by the same with the
// same open requests and nothing finished (limit 1.5). Through HTTP, one caller at a time, so that a call's own time counts.
const finished = 1_000_000;
const open = 10_000;
const people = 200;
const calls = 100;
const limit = 1.5;

const house = await startApprovalsHouse(people, { followUps: false });

/** The time that half of the calls take at most, in milliseconds; list and count together. */
async function timeOfToDo(): Promise<number> {
  const http = new HttpClient(house.port);
  const times: number[] = [];
  for (let call = 0; call < calls + 20; call += 1) {
    const token = tokenOf(1 + ((call * 7) % (people - 1)));
    const begin = performance.now();
    const list = await http.call('approvals.listToDo', { limit: 50 }, token);
    const count = await http.call('approvals.countToDo', {}, token);
    // The first ones fill caches and make the plans.
    if (call >= 20) times.push(performance.now() - begin);
    const rows = (list.body.rows as unknown[] | undefined)?.length ?? 0;
    if (list.status !== 200 || count.status !== 200 || rows === 0) throw new Error(JSON.stringify([list, count]));
  }
  http.close();
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

const maintain = async () => {
  for (const table of ['instance', 'task', 'done', 'participant']) {
    await house.owner.query(`vacuum analyze approvals.${table}`);
  }
  await house.owner.query('checkpoint');
};

try {
  const chosen = Object.fromEntries([1, 2, 3, 4, 5].map((k) => [`n${k}`, [k]]));
  await house.copies({ kind: 'bench.inTurn', chosen, from: 0, count: open, stride: 7 });
  await maintain();
  const before = [await timeOfToDo(), await timeOfToDo()];

  // Finished requests as the program leaves them, as far as any list reads them: the request, what was dealt with, who took part.
  // Without the checks of references, which would take most of the time; the rows keep to them.
  const filling = await house.owner.connect();
  await filling.query('set session_replication_role = replica');
  for (let from = 0; from < finished; from += 100_000) {
    const series = `generate_series(${from}, ${from + 99_999}) c`;
    const id = `('01800000-0000-7000-8000-' || lpad(to_hex(c), 12, '0'))::uuid`;
    const who = (k: number) =>
      `('00000000-0000-7000-8000-' || lpad((1 + (c * 7 + ${k}) % ${people - 1})::text, 12, '0'))::uuid`;
    await filling.query(
      `insert into approvals.instance (id, kind, definition_version, number, applicant_id, submitter_id, employer_id, submitted_at,
        revision, status, state, form, summary, changed_at, ended_at, head)
      select ${id}, i.kind, i.definition_version, 'F' || c, ${who(9)}, ${who(9)}, i.employer_id, i.submitted_at, 20, 'approved',
        '{}', i.form, i.summary, i.changed_at, i.changed_at, i.head
      from approvals.instance i, ${series} where i.id = $1`,
      [requestId(0)],
    );
    await filling.query(
      `insert into approvals.done (person_id, instance_id, slot_id, at, outcome)
      select k.person, ${id}, k.slot, '2026-01-01', 'approved' from ${series},
        lateral (values (${who(0)}, '1.1'), (${who(1)}, '2.1')) k (person, slot)`,
    );
    await filling.query(
      `insert into approvals.participant (instance_id, person_id, part, sees_all, since)
      select ${id}, k.person, k.part, true, '2026-01-01' from ${series},
        lateral (values (${who(9)}, 'applicant'), (${who(0)}, 'approver'), (${who(1)}, 'approver')) k (person, part)`,
    );
  }
  filling.release();
  await maintain();
  const after = [await timeOfToDo(), await timeOfToDo()];
  const { rows } = await house.owner.query(
    `select (select count(*) from approvals.instance where ended_at is not null) as finished,
      (select count(*) from approvals.task) as tasks, (select count(*) from approvals.task where holder_id = $1) as mine`,
    [personId(1)],
  );
  const [emptyMs, fullMs] = [Math.min(...before), Math.min(...after)];
  report({
    name: 'todo',
    ratio: fullMs / emptyMs,
    limit,
    emptyMs,
    fullMs,
    finished: Number(rows[0].finished),
    openTasks: Number(rows[0].tasks),
    tasksOfOne: Number(rows[0].mine),
  });
} finally {
  await house.stop();
}
