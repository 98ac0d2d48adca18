import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { outcomeSql } from '#kernel/server/pipeline/outcome.ts';
import { report } from './report.ts';

// `pipeline`: a small command through HTTP, in commands a second, divided by the same SQL through the driver.
// Both with the same database (fsync on), the same number of clients, the load generator in this process.
const clients = 16;
const seconds = 6;
const rounds = 2;

const dataDir = mkdtempSync(join(tmpdir(), 'guiju-bench-'));
const server = fork(new URL('./pipeline-server.ts', import.meta.url), [dataDir], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
const [facts] = (await once(server, 'message')) as [
  { port: number; token: string; tokenHash: string; personId: string; app: pg.PoolConfig },
];

const agent = new Agent({ keepAlive: true, maxSockets: clients });

/** Runs `work` on all clients for some seconds; gives calls a second and the 99th percentile in milliseconds. */
async function measure(work: (client: number) => Promise<void>): Promise<{ perSecond: number; p99: number }> {
  const times: number[] = [];
  const begin = performance.now();
  const end = begin + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < end) {
        const start = performance.now();
        await work(client);
        times.push(performance.now() - start);
      }
    }),
  );
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / ((performance.now() - begin) / 1000),
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
  };
}

function callHttp(): Promise<void> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ text: 'a small note' });
    const call = request(
      {
        agent,
        host: '127.0.0.1',
        port: facts.port,
        path: '/api/v1/bench.add',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          cookie: `guiju=${facts.token}`,
          'guiju-command-id': randomUUID(),
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`status ${answer.statusCode}`)),
        );
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

const pool = new pg.Pool({ ...facts.app, max: clients, options: '-c timezone=UTC' });
// The first command makes the key that evidence is sealed with; the bare SQL names the same one.
await callHttp();
const [key] = (await pool.query('select id from kernel.evidence_key limit 1')).rows;

/** The statements that the pipeline sends for this command, with values of the same size, prepared by the caller beforehand. */
async function callDriver(): Promise<void> {
  const id = randomUUID();
  const auditId = randomUUID();
  const at = new Date().toISOString();
  const actor = {
    kind: 'person',
    personId: facts.personId,
    employerId: facts.personId,
    sessionId: facts.personId,
    strength: 'password',
    freshAt: at,
  };
  const client = await pool.connect();
  try {
    await client.query({
      name: 'kernel.authenticate',
      text: `select s.id, s.person_id, s.strength, s.fresh_at, s.seen_at, c.operation, c.input_hash, c.answer
        from kernel.session s
        left join kernel.command c on c.actor = 'person:' || s.person_id::text and c.command_id = $2::uuid
        where s.token_hash = $1 and s.ended_at is null and s.ends_at > $3 and s.seen_at > $4`,
      values: [Buffer.from(facts.tokenHash, 'hex'), randomUUID(), at, '2020-01-01T00:00:00Z'],
    });
    await client.query('begin');
    await client.query('insert into bench.note (id, owner_id, text, at) values ($1, $2, $3, $4)', [
      id,
      facts.personId,
      'a small note',
      at,
    ]);
    await client.query({
      name: 'kernel.outcome',
      text: outcomeSql,
      values: [
        JSON.stringify([
          { n: 0, seq: 0, id: randomUUID(), at, name: 'bench.added', version: 1, facts: { noteId: id }, actor },
        ]),
        JSON.stringify([
          {
            n: 0,
            id: auditId,
            at,
            actor_kind: 'person',
            actor_id: facts.personId,
            operation: 'bench.add',
            outcome: 'done',
            failure_code: null,
            objects: [{ type: 'note', id }],
            via: 'http',
            request_id: 'abcdefghijkl',
          },
        ]),
        [0],
        [auditId],
        ['audit'],
        ['bench.add'],
        [at],
        [facts.personId],
        [key.id],
        ['aes-256-gcm'],
        [randomBytes(12)],
        [randomBytes(520)],
        ['sha-256'],
        [randomBytes(32)],
        JSON.stringify([
          {
            n: 0,
            actor: `person:${facts.personId}`,
            command_id: randomUUID(),
            operation: 'bench.add',
            hash: randomBytes(32).toString('hex'),
            answer: { noteId: id },
            at,
          },
        ]),
      ],
    });
    await client.query('commit');
  } finally {
    client.release();
  }
}

try {
  const http: { perSecond: number; p99: number }[] = [];
  const driver: { perSecond: number; p99: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    driver.push(await measure(callDriver));
    http.push(await measure(callHttp));
  }
  const best = (runs: { perSecond: number; p99: number }[]) =>
    runs.reduce((a, b) => (a.perSecond > b.perSecond ? a : b));
  const [h, d] = [best(http), best(driver)];
  report({
    name: 'pipeline',
    ratio: h.perSecond / d.perSecond,
    httpPerSecond: h.perSecond,
    driverPerSecond: d.perSecond,
    httpP99Ms: h.p99,
    driverP99Ms: d.p99,
    clients,
  });
} finally {
  agent.destroy();
  await pool.end();
  server.send('stop');
  await once(server, 'exit');
  rmSync(dataDir, { recursive: true, force: true });
}
