import { pino } from 'pino';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { event, type PushFrame } from '../../contract/event.ts';
import type { LoggedEvent } from '../events/relay.ts';
import { makePushHub } from './push-hub.ts';

const said = event({
  name: 'trial.said',
  summary: { zh: '说了', en: 'Said' },
  facts: z.object({ room: z.string(), text: z.string() }),
  topics: ({ room }) => [`room:${room}`],
});
const megabyte = 1024 * 1024;

/** A hub over a log in memory, and how often it was read. */
function hubOver(log: LoggedEvent[]) {
  let reads = 0;
  const hub = makePushHub({
    log: pino({ level: 'silent' }),
    program: 'trial',
    epoch: () => 'one',
    head: () => log.at(-1)?.number ?? 0,
    eventContract: () => said,
    topicsOf: async () => ['room:a'],
    eventsAfter: async (after) => {
      reads += 1;
      return log.filter(({ number }) => number > after).slice(0, 500);
    },
    presenceShown: async () => new Set(),
    node: 'trial',
    tellPresence: () => {},
  });
  return { hub, reads: () => reads };
}

const logged = (number: number, room: string, text = 'x'): LoggedEvent =>
  ({ number, name: said.name, version: 1, at: '2026-01-01T00:00:00Z', facts: { room, text } }) as LoggedEvent;

/** A socket whose other end reads only when told to. */
function slowSocket() {
  const frames: PushFrame[] = [];
  const codes: (number | undefined)[] = [];
  const socket = {
    bufferedAmount: 0,
    send: (data: unknown) => {
      const text = String(data);
      socket.bufferedAmount += text.length;
      frames.push(JSON.parse(text) as PushFrame);
    },
    close: (code?: number) => void codes.push(code),
  };
  return {
    socket: socket as never,
    frames,
    codes,
    buffered: () => socket.bufferedAmount,
    read: () => (socket.bufferedAmount = 0),
  };
}
const viewer = { personId: 'ann', employerId: 'one' };
const eventsIn = (frames: readonly PushFrame[]) =>
  frames.flatMap((frame) => (frame.type === 'events' ? frame.events.map(({ number }) => number) : []));
const resume = (after: number) => JSON.stringify({ type: 'resume', epoch: 'one', after });

it('cuts off who reads slower than is said, holding a bounded buffer for them; back again, they get what they missed', async () => {
  const log: LoggedEvent[] = [];
  const { hub } = hubOver(log);
  const [slow, quick] = [slowSocket(), slowSocket()];
  for (const { socket } of [slow, quick]) {
    const connection = await hub.connect(socket, viewer, 'session');
    connection.message(resume(0));
  }
  await hub.settle();
  for (let number = 1; number <= 40; number += 1) {
    const next = logged(number, 'a', 'x'.repeat(megabyte / 2));
    log.push(next);
    hub.deliver([next]);
    quick.read();
  }
  expect(slow.codes[0]).toBe(4008);
  expect(slow.buffered()).toBeLessThan(5 * megabyte);
  const got = eventsIn(slow.frames);
  expect(got).toEqual(got.map((_, at) => at + 1));
  expect(got.length).toBeLessThan(12);
  expect(quick.codes).toEqual([]);
  expect(eventsIn(quick.frames)).toHaveLength(40);

  const again = slowSocket();
  const connection = await hub.connect(again.socket, viewer, 'session');
  connection.message(resume(got.length));
  await hub.settle();
  expect([...got, ...eventsIn(again.frames)]).toEqual(log.map(({ number }) => number));
});

it('lets who was away for long read everything again instead of telling all that happened', async () => {
  const week = Array.from({ length: 5_000 }, (_, at) => logged(at + 1, 'a'));
  const { hub, reads } = hubOver(week);
  const back = slowSocket();
  const connection = await hub.connect(back.socket, viewer, 'session');
  connection.message(resume(0));
  await hub.settle();
  expect(back.frames.at(-1)).toEqual({ type: 'stale', epoch: 'one', number: 5_000 });
  expect(eventsIn(back.frames).length).toBeLessThanOrEqual(2_000);
  const later = logged(5_001, 'a');
  week.push(later);
  hub.deliver([later]);
  expect(eventsIn(back.frames).at(-1)).toBe(5_001);

  // A month of a whole company: not even looked through.
  const before = reads();
  week.push(logged(60_000, 'a'));
  const longer = slowSocket();
  (await hub.connect(longer.socket, viewer, 'session')).message(resume(1));
  await hub.settle();
  expect(longer.frames.map(({ type }) => type)).toEqual(['hello', 'stale']);
  expect(reads()).toBe(before);
});

it('tells who was away what concerns them, however much happened elsewhere', async () => {
  const { hub } = hubOver(Array.from({ length: 30_000 }, (_, at) => logged(at + 1, at % 100 === 0 ? 'a' : 'b')));
  const back = slowSocket();
  (await hub.connect(back.socket, viewer, 'session')).message(resume(0));
  await hub.settle();
  expect(eventsIn(back.frames)).toHaveLength(300);
  expect(back.frames.some(({ type }) => type === 'stale')).toBe(false);
});
