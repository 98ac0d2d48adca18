import { fork } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { PushFrame } from '#kernel/contract/event.ts';
import { personId, startApprovalsHouse } from './approvals-house.ts';
import { groupId, listen, makeGroup, sendOne } from './chat-group.ts';
import { HttpClient } from './http-client.ts';
import { residentBytes } from './processor-time.ts';
import { report } from './report.ts';

// `sockets`: 10,000 people are connected and idle: memory of the server for each, divided by that of a bare `ws` server with as
// many (`ratio`). Then all connections break at once while people go on talking in fifty groups, and everybody comes back by
// the number they held: within 30 seconds, with every message of their group once and in order.
const people = 10_000;
const groups = 50;
/** So many connections are being opened at a time. */
const opening = 200;
const talkEvery = 20;
const limitSeconds = 30;

interface Client {
  readonly person: number;
  socket: WebSocket;
  epoch: string;
  /** Up to here it was told. */
  number: number;
  readonly seqs: number[];
}

/** Does something for each of a number of people, so many at a time. */
async function forEach(count: number, work: (person: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let person = next++; person < count; person = next++) await work(person);
  };
  await Promise.all(Array.from({ length: opening }, worker));
}

async function bareBytes(): Promise<number> {
  const bare = fork(new URL('./bare-broadcast.ts', import.meta.url), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(bare, 'message')) as [{ port: number }];
  const before = residentBytes(bare.pid ?? 0);
  const sockets: WebSocket[] = [];
  await forEach(people, async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
    await once(socket, 'open');
    sockets.push(socket);
  });
  const each = (residentBytes(bare.pid ?? 0) - before) / people;
  for (const socket of sockets) socket.terminate();
  bare.disconnect();
  await once(bare, 'exit');
  return each;
}

const bare = await bareBytes();
const house = await startApprovalsHouse(people);
const groupOf = (person: number) => person % groups;

try {
  for (let n = 0; n < groups; n += 1)
    await makeGroup(
      house.owner,
      n,
      Array.from({ length: people / groups }, (_, k) => n + k * groups),
    );
  await house.owner.query('analyze messaging.member');
  const first = new HttpClient(house.port);
  await sendOne(first, groupId(0), 0);
  first.close();
  await house.settle();
  const before = residentBytes(house.pid);
  const clients: Client[] = Array.from({ length: people }, (_, person) => ({
    person,
    socket: undefined as unknown as WebSocket,
    epoch: '',
    number: 0,
    seqs: [],
  }));
  const connect = async (client: Client) => {
    const take = (data: Buffer) => {
      const frame = JSON.parse(String(data)) as PushFrame;
      if (frame.type === 'stale') throw new Error(`person ${client.person} was told to read everything again`);
      if (frame.type !== 'events') return;
      client.number = Math.max(client.number, frame.upTo);
      for (const event of frame.events)
        if (event.name === 'messaging.messageSent') client.seqs.push((event.facts as { seq: number }).seq);
    };
    const resume = client.epoch === '' ? undefined : { epoch: client.epoch, after: client.number };
    Object.assign(client, await listen(house, client.person, take, resume));
  };
  const openedFrom = performance.now();
  await forEach(people, (person) => connect(clients[person] as Client));
  const openSeconds = (performance.now() - openedFrom) / 1_000;
  const each = (residentBytes(house.pid) - before) / people;

  const said: number[][] = Array.from({ length: groups }, () => []);
  let storm = true;
  const talking = (async () => {
    for (let n = 0; storm; n += 1) {
      const group = n % groups;
      const speaker = group + (n % (people / groups)) * groups;
      // A connection each: where the server has much to do, one that waits for its turn would be closed as idle.
      const line = new HttpClient(house.port);
      said[group]?.push(await sendOne(line, groupId(group), speaker));
      line.close();
      await new Promise((resolve) => setTimeout(resolve, talkEvery));
    }
  })();
  const from = performance.now();
  for (const { socket } of clients) {
    socket.removeAllListeners('close');
    socket.terminate();
  }
  await forEach(people, (person) => connect(clients[person] as Client));
  const stormSeconds = (performance.now() - from) / 1_000;
  storm = false;
  await talking;
  await house.settle();
  // Whatever was sent before the answer has arrived before it.
  await forEach(people, async (person) => {
    const { socket } = clients[person] as Client;
    const answered = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        const frame = JSON.parse(String(data)) as PushFrame;
        if (frame.type === 'events' && frame.events.length === 0) resolve();
      });
    });
    socket.send('{"type":"ping"}');
    await answered;
  });
  const wrong = clients.filter(({ person, seqs }) => seqs.join() !== said[groupOf(person)]?.join());
  if (wrong.length > 0)
    throw new Error(
      `${wrong.length} of ${people} lack messages or have them twice, first ${personId(wrong[0]?.person ?? 0)}: ${wrong[0]?.seqs} of ${said[groupOf(wrong[0]?.person ?? 0)]}`,
    );
  report({
    name: 'sockets',
    ratio: each / bare,
    bytesPerConnection: Math.round(each),
    bareBytesPerConnection: Math.round(bare),
    openSeconds,
    stormSeconds,
    limitSeconds,
    messagesDuringStorm: said.flat().length,
    connections: people,
  });
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await house.stop();
  process.exit();
}
