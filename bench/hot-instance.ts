import { requestId, startApprovalsHouse, tokenOf } from './approvals-house.ts';
import { HttpClient } from './http-client.ts';
import { report } from './report.ts';

// `hot-instance`: 32 people asked at once in one request, all of whom approve at the same moment, request after request; then
// the same number of steps on requests of their own, 32 at a time. `ratio`: a step on the shared request against one on an own.
const clients = 32;
const requests = 40;
const house = await startApprovalsHouse(clients + 2);
const lines = Array.from({ length: clients }, () => new HttpClient(house.port));

async function approve(client: number, person: number, request: number, slotId: string, revision: number) {
  const begin = performance.now();
  const answer = await lines[client]?.call(
    'approvals.act',
    { requestId: requestId(request), slotId, revision, outcome: 'approve' },
    tokenOf(person),
  );
  if (answer?.status !== 200) throw new Error(JSON.stringify(answer?.body));
  return { ms: performance.now() - begin, status: answer.body.status };
}

const everybody = Array.from({ length: clients }, (_, n) => n);
const at = (times: number[], share: number) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;

try {
  const revision = await house.copies({
    kind: 'bench.atOnce',
    chosen: { n1: everybody.map((n) => n + 1) },
    from: 0,
    count: requests + 1,
    stride: 0,
  });
  const alone = await house.copies({
    kind: 'bench.inTurn',
    chosen: Object.fromEntries([1, 2, 3, 4, 5].map((k) => [`n${k}`, [k]])),
    from: requests + 1,
    count: (requests + 1) * clients,
    stride: 1,
  });
  const own = (round: number) => (n: number) => {
    const copy = requests + 1 + round * clients + n;
    return approve(n, 1 + (copy % (clients + 1)), copy, '1.1', alone);
  };
  const shared = (round: number) => (n: number) => approve(n, n + 1, round, `1.${n + 1}`, revision);

  async function measure(step: (round: number) => (n: number) => ReturnType<typeof approve>) {
    await Promise.all(everybody.map(step(0)));
    const times: number[] = [];
    const ended: unknown[] = [];
    const begin = performance.now();
    for (let round = 1; round <= requests; round += 1) {
      const done = await Promise.all(everybody.map(step(round)));
      times.push(...done.map(({ ms }) => ms));
      ended.push(...done.map(({ status }) => status).filter((status) => status === 'approved'));
    }
    const perSecond = (requests * clients) / ((performance.now() - begin) / 1000);
    await house.settle();
    return { perSecond, p50: at(times, 0.5), p99: at(times, 0.99), ended: ended.length };
  }
  const hot = await measure(shared);
  // Everybody's step counted, and exactly one of them was the last.
  if (hot.ended !== requests) throw new Error(`${hot.ended} of ${requests} requests ended`);
  const calm = await measure(own);
  report({
    name: 'hot-instance',
    ratio: hot.perSecond / calm.perSecond,
    stepsPerSecond: hot.perSecond,
    ownRequestsStepsPerSecond: calm.perSecond,
    p50Ms: hot.p50,
    p99Ms: hot.p99,
    people: clients,
  });
} finally {
  for (const line of lines) line.close();
  await house.stop();
}
