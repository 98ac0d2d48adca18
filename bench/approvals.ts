import { requestId, startApprovalsHouse, tokenOf } from './approvals-house.ts';
import { bareSteps } from './bare-step.ts';
import { HttpClient } from './http-client.ts';
import { type Load, measureLoad } from './load.ts';
import { report } from './report.ts';

// `approvals`: approval steps through HTTP (session, load, decide, persist, task, event, audit, evidence) a second, divided by
// the same rows written by one prepared statement per step over the bare driver, with as many clients. Limits: 0.7 with 16,
// 1.0 with 64 clients (`ratio`). Both on the same database, fsync on, the load generator in this process. Requests of five
// steps, one approver each, 400 approvers; the program's relay and chain run all the time. Without subscribers: what follows
// from a step (notices to people, archiving) is work of its own, and the copied requests have no sealed history to archive.
const people = 400;
const steps = 5;
const seconds = 2.5;
/** Short and in turn, so that what else the machine does falls on both; the middle one of the rounds' ratios counts. */
const rounds = 7;
const stride = 7;
const perLevel = 9_000;

const house = await startApprovalsHouse(people);
const approver = (c: number, k: number): number => 1 + ((c * stride + k) % (people - 1));

let copies = 0;
let before = 0;
/** Fresh requests; a measurement that needs more than there are fails. */
async function moreCopies(count: number): Promise<void> {
  const chosen = Object.fromEntries([1, 2, 3, 4, 5].map((k) => [`n${k}`, [k]]));
  before = await house.copies({ kind: 'bench.inTurn', chosen, from: copies, count, stride });
  copies += count;
}
let next = 0;
function nextCopy(): number {
  if (next >= copies) throw new Error('more requests are needed');
  next += 1;
  return next - 1;
}

function httpSteps(clients: number): { work: (client: number) => Promise<void>; close: () => Promise<void> } {
  const lines = Array.from({ length: clients }, () => ({
    http: new HttpClient(house.port),
    c: 0,
    k: steps,
    revision: 0,
  }));
  return {
    close: async () => {
      for (const { http } of lines) http.close();
    },
    work: async (client) => {
      const line = lines[client];
      if (!line) throw new Error('no such client');
      if (line.k === steps) Object.assign(line, { c: nextCopy(), k: 0, revision: before });
      const { status, body } = await line.http.call(
        'approvals.act',
        { requestId: requestId(line.c), slotId: `${line.k + 1}.1`, revision: line.revision, outcome: 'approve' },
        tokenOf(approver(line.c, line.k)),
      );
      if (status !== 200) throw new Error(JSON.stringify(body));
      line.k += 1;
      line.revision = Number(body.revision);
    },
  };
}

try {
  await moreCopies(2_000);
  // One step to know the rows by, and then everybody once: sessions, authorities and keys are in memory as at any company at work.
  const first = httpSteps(1);
  await first.work(0);
  await first.close();
  await house.settle();
  const { rows } = await house.owner.query('select id, revision from approvals.instance where id = $1', [requestId(0)]);
  const sample = { id: requestId(0), before, revision: Number(rows[0].revision) };
  const warm = httpSteps(32);
  await measureLoad(32, 4, warm.work);
  await warm.close();

  const result: Record<string, { ratio: number; http: Load; bare: Load }> = {};
  for (const clients of [16, 64]) {
    await moreCopies(perLevel);
    const pairs: { ratio: number; http: Load; bare: Load }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await house.settle();
      const driver = await bareSteps(house, clients, sample, { steps, nextCopy, approver });
      const bare = await measureLoad(clients, seconds, driver.work);
      await driver.close();
      await house.settle();
      const stepper = httpSteps(clients);
      const http = await measureLoad(clients, seconds, stepper.work);
      await stepper.close();
      pairs.push({ ratio: http.perSecond / bare.perSecond, http, bare });
    }
    const middle = pairs.sort((a, b) => a.ratio - b.ratio)[Math.floor(rounds / 2)];
    if (middle) result[clients] = middle;
  }
  const [few, many] = [result[16], result[64]];
  if (!few || !many) throw new Error('not measured');
  report({
    name: 'approvals',
    ratio: many.ratio,
    ratioAt16: few.ratio,
    stepsPerSecond: many.http.perSecond,
    stepsPerSecondAt16: few.http.perSecond,
    barePerSecond: many.bare.perSecond,
    barePerSecondAt16: few.bare.perSecond,
    p50Ms: many.http.p50,
    p99Ms: many.http.p99,
    p99MsAt16: few.http.p99,
    bareP99Ms: many.bare.p99,
    clients: 64,
  });
} finally {
  await house.stop();
}
