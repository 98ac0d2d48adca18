import { fork } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { startApprovalsHouse } from './approvals-house.ts';
import { countMessages, listen, makeGroup, sendOne } from './chat-group.ts';
import { HttpClient } from './http-client.ts';
import { processorMs } from './processor-time.ts';
import { report } from './report.ts';

// `broadcast`: messages into a group whose 200 members are connected, 50 in flight, each persisted before it is handed out; in
// turn with a bare `ws` server that sends the same bytes to 200 clients, one frame a message, 50 in flight, and keeps nothing.
// Deliveries a second; the best of the rounds on both sides.
const people = 200;
const inFlight = 50;
const messages = 2_000;
const rounds = 3;

const house = await startApprovalsHouse(people);
const lines = Array.from({ length: inFlight }, () => new HttpClient(house.port));
const bare = fork(new URL('./bare-broadcast.ts', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

/** Counts what arrives until it is as much as was meant to. */
function counter() {
  let received = 0;
  let frames = 0;
  let wanted = Number.POSITIVE_INFINITY;
  let done = (): void => undefined;
  return {
    take: (frame: Buffer) => {
      received += countMessages(frame);
      frames += 1;
      if (received >= wanted) done();
    },
    frames: () => frames,
    until: (count: number) =>
      new Promise<void>((resolve) => {
        wanted = received + count;
        done = resolve;
      }),
  };
}

try {
  const [{ port: barePort }] = (await once(bare, 'message')) as [{ port: number }];
  const conversationId = await makeGroup(
    house.owner,
    0,
    Array.from({ length: people }, (_, n) => n),
  );
  const own = counter();
  let sample: Buffer | undefined;
  const members = [];
  for (let person = 0; person < people; person += 1)
    members.push(
      await listen(house, person, (frame) => {
        sample ??= countMessages(frame) === 1 ? frame : undefined;
        own.take(frame);
      }),
    );

  async function measureOwn(count: number) {
    const frames = own.frames();
    const cpu = processorMs(house.pid);
    const all = own.until(count * people);
    const begin = performance.now();
    let left = count;
    await Promise.all(
      lines.map(async (http, n) => {
        while (left > 0) {
          left -= 1;
          await sendOne(http, conversationId, n);
        }
      }),
    );
    await all;
    const ms = performance.now() - begin;
    return {
      perSecond: (count * people * 1_000) / ms,
      cpuMs: processorMs(house.pid) - cpu,
      perFrame: (count * people) / (own.frames() - frames),
    };
  }
  await measureOwn(200);
  await sendOne(lines[0] as HttpClient, conversationId, 0);
  await house.settle();
  if (!sample) throw new Error('no frame of one message was seen');
  const bytes = sample;

  const there = counter();
  const clients = await Promise.all(
    Array.from({ length: people }, async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${barePort}`, { perMessageDeflate: false });
      await once(socket, 'open');
      socket.on('message', there.take);
      return socket;
    }),
  );
  async function measureBare(count: number) {
    const cpu = processorMs(bare.pid ?? 0);
    const all = there.until(count * people);
    const begin = performance.now();
    const [first] = clients as [WebSocket];
    let left = count;
    const sendNext = () => {
      if (left <= 0) return;
      left -= 1;
      first.send(bytes, { binary: false });
    };
    // Its own comes back to the sender: that one is no longer in flight.
    first.on('message', sendNext);
    for (let n = 0; n < inFlight; n += 1) sendNext();
    await all;
    first.off('message', sendNext);
    const ms = performance.now() - begin;
    return { perSecond: (count * people * 1_000) / ms, cpuMs: processorMs(bare.pid ?? 0) - cpu };
  }
  await measureBare(200);
  const measured = {
    own: [] as Awaited<ReturnType<typeof measureOwn>>[],
    bare: [] as Awaited<ReturnType<typeof measureBare>>[],
  };
  for (let round = 0; round < rounds; round += 1) {
    measured.bare.push(await measureBare(messages));
    measured.own.push(await measureOwn(messages));
  }
  const best = <R extends { perSecond: number }>(runs: readonly R[]): R =>
    runs.reduce((one, other) => (one.perSecond > other.perSecond ? one : other));
  const [here, peer] = [best(measured.own), best(measured.bare)];
  report({
    name: 'broadcast',
    ratio: here.perSecond / peer.perSecond,
    deliveriesPerSecond: here.perSecond,
    barePerSecond: peer.perSecond,
    messagesPerFrame: here.perFrame,
    nodeMsPerMessage: here.cpuMs / messages,
    bareMsPerMessage: peer.cpuMs / messages,
    frameBytes: bytes.length,
    people,
    inFlight,
  });
  for (const { socket } of members) {
    socket.removeAllListeners('close');
    socket.terminate();
  }
  for (const socket of clients) socket.terminate();
} finally {
  for (const line of lines) line.close();
  bare.disconnect();
  await house.stop();
}
