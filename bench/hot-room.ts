import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { personId, startApprovalsHouse } from './approvals-house.ts';
import { makeGroup, sendOne, sentence } from './chat-group.ts';
import { HttpClient } from './http-client.ts';
import { processorMs, processorMsBelow } from './processor-time.ts';
import { report } from './report.ts';

// `hot-room`: 200 people send into one conversation, each the next message when the one before is answered; divided by the same
// rows appended in batches of 50 over the bare driver (one statement a batch, one connection), in turn.
const people = 200;
const messages = 6_000;
const batch = 50;
const rounds = 3;

const house = await startApprovalsHouse(people);
const lines = Array.from({ length: people }, () => new HttpClient(house.port));
const client = new pg.Client(house.app as pg.ClientConfig);

const append = {
  name: 'append',
  text: `with c as (
      update messaging.conversation set last_seq = last_seq + $2::int, last_at = $3 where id = $1 returning last_seq - $2::int as before
    )
    insert into messaging.message (conversation_id, seq, id, sender_id, client_id, kind, body, at)
    select $1, c.before + x.n, x.id, x.sender_id, x.client_id, 'text', x.body, $3
    from c, json_to_recordset($4::json) as x(n int, id uuid, sender_id uuid, client_id uuid, body jsonb)`,
};

try {
  await client.connect();
  const everybody = Array.from({ length: people }, (_, n) => n);
  const room = await makeGroup(house.owner, 0, everybody);
  const bareRoom = await makeGroup(house.owner, 1, everybody);

  async function measureOwn(count: number) {
    const cpu = processorMs(house.pid);
    const below = processorMsBelow(house.pid);
    const begin = performance.now();
    let left = count;
    await Promise.all(
      lines.map(async (http, n) => {
        while (left > 0) {
          left -= 1;
          await sendOne(http, room, n);
        }
      }),
    );
    const perSecond = (count * 1_000) / (performance.now() - begin);
    const cpuMs = processorMs(house.pid) - cpu;
    await house.settle();
    // With what settles afterwards: numbering and linking belong to a message too.
    return { perSecond, cpuMs, databaseMs: processorMsBelow(house.pid) - below };
  }
  async function measureBare(count: number) {
    const begin = performance.now();
    for (let from = 0; from < count; from += batch) {
      const rows = Array.from({ length: batch }, (_, n) => ({
        n: n + 1,
        id: randomUUID(),
        sender_id: personId((from + n) % people),
        client_id: randomUUID(),
        body: { text: sentence },
      }));
      await client.query({ ...append, values: [bareRoom, batch, new Date().toISOString(), JSON.stringify(rows)] });
    }
    return (count * 1_000) / (performance.now() - begin);
  }
  await measureOwn(1_000);
  await measureBare(1_000);
  const own: Awaited<ReturnType<typeof measureOwn>>[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await measureBare(messages));
    own.push(await measureOwn(messages));
  }
  const { rows } = await house.owner.query(
    `select last_seq, (select count(*)::int from messaging.message where conversation_id = $1) as there
     from messaging.conversation where id = $1`,
    [room],
  );
  const sent = 1_000 + rounds * messages;
  if (rows[0].last_seq !== sent || rows[0].there !== sent) throw new Error(`${JSON.stringify(rows[0])} of ${sent}`);
  const best = own.reduce((one, other) => (one.perSecond > other.perSecond ? one : other));
  report({
    name: 'hot-room',
    ratio: best.perSecond / Math.max(...bare),
    messagesPerSecond: best.perSecond,
    barePerSecond: Math.max(...bare),
    nodeMsPerMessage: Math.min(...own.map(({ cpuMs }) => cpuMs)) / messages,
    postgresMsPerMessage: Math.min(...own.map(({ databaseMs }) => databaseMs)) / messages,
    people,
  });
} finally {
  for (const line of lines) line.close();
  await client.end();
  await house.stop();
}
