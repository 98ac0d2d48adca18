import { inspect, isDeepStrictEqual } from 'node:util';
import { WebSocket } from 'ws';
import type { CacheHandle, CacheRule } from '#kernel/contract/cache.ts';
import type { PushedEvent, PushFrame, PushRequest } from '#kernel/contract/event.ts';
import type { CallInputOf, OperationContract } from '#kernel/contract/operation.ts';
import type { TestClient, TestProgram } from './test-program.ts';

/** A viewer's push connection in a test. */
export interface TestPush {
  readonly events: PushedEvent[];
  readonly signals: { name: string; facts: unknown }[];
  send(request: PushRequest): void;
  /** The number that the client would resume from. */
  upTo(): number;
  /** Comes back when everything that the server had sent before has arrived. */
  roundTrip(): Promise<void>;
  /** Comes with the code when the server ends it. */
  readonly closed: Promise<number>;
  close(): void;
}

/** Opens a push connection as this person; `resume` as a client that comes back. Ready when the server has taken it. */
export async function openPush(
  test: Pick<TestProgram, 'url'>,
  viewer: TestClient,
  resume?: { epoch: string; after: number },
): Promise<TestPush & { hello: Extract<PushFrame, { type: 'hello' }>; stale: boolean[] }> {
  const socket = new WebSocket(`${test.url.replace('http', 'ws')}/api/v1/push`, { headers: { cookie: viewer.cookie } });
  const events: PushedEvent[] = [];
  const signals: { name: string; facts: unknown }[] = [];
  const stale: boolean[] = [];
  let upTo = resume?.after ?? 0;
  const waiting: (() => void)[] = [];
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const ping = () => socket.send(JSON.stringify({ type: 'ping' }));
  const hello = await new Promise<Extract<PushFrame, { type: 'hello' }>>((resolve, reject) => {
    let greeted: Extract<PushFrame, { type: 'hello' }> | undefined;
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`push closed with ${code}`)));
    socket.on('message', (data) => {
      const frame = JSON.parse(data.toString()) as PushFrame;
      if (frame.type === 'hello') {
        greeted = frame;
        upTo = resume?.after ?? frame.number;
        socket.send(
          JSON.stringify(
            resume ? { type: 'resume', ...resume } : { type: 'resume', epoch: frame.epoch, after: frame.number },
          ),
        );
        waiting.push(() => greeted && resolve(greeted));
        ping();
      } else if (frame.type === 'events') {
        events.push(...frame.events);
        upTo = Math.max(upTo, frame.upTo);
        // An empty frame answers a ping, and comes after everything that was sent before it.
        if (frame.events.length === 0) waiting.shift()?.();
      } else if (frame.type === 'stale') {
        stale.push(true);
        upTo = frame.number;
      } else if (frame.type === 'signals') signals.push(...frame.signals);
    });
  });
  return {
    events,
    signals,
    stale,
    hello,
    send: (request) => socket.send(JSON.stringify(request)),
    upTo: () => upTo,
    closed,
    roundTrip: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve);
        ping();
      }),
    close: () => socket.terminate(),
  };
}

/**
 * The promise of every command: an old answer of a query, plus the events pushed to that viewer, applied by the modules'
 * cache rules, equals a fresh answer. `watched` names the queries that the viewer has on screen; `action` runs the commands.
 * Throws with both answers where they differ. Gives the events that arrived.
 */
export async function verifyPush(
  test: TestProgram,
  viewer: TestClient,
  rules: readonly CacheRule[],
  watched: readonly (readonly [OperationContract, unknown])[],
  action: () => Promise<unknown>,
): Promise<PushedEvent[]> {
  await test.settle();
  const push = await openPush(test, viewer);
  try {
    const held: { query: OperationContract; input: unknown; answer: unknown; outdated: boolean }[] = [];
    for (const [query, input] of watched) {
      held.push({ query, input, answer: await viewer.call(query, input as never), outdated: false });
    }
    await action();
    await test.settle();
    await push.roundTrip();

    const handle: CacheHandle = {
      update: (query, change) => {
        for (const entry of held) {
          if (entry.query.name !== query.name || entry.outdated) continue;
          const changed = change(structuredClone(entry.answer) as never, entry.input as never);
          if (changed === 'readAgain' || changed === 'readTopAgain') entry.outdated = true;
          else entry.answer = changed;
        }
      },
      readAgain: (query, concerns) => {
        for (const entry of held) {
          if (
            entry.query.name === query.name &&
            (!concerns || concerns(entry.input as CallInputOf<OperationContract> as never))
          )
            entry.outdated = true;
        }
      },
    };
    for (const event of push.events) {
      for (const rule of rules)
        if (rule.event.name === event.name && rule.event.version === event.version) rule.apply(event.facts, handle);
    }
    for (const { query, input, answer, outdated } of held) {
      const fresh = await viewer.call(query, input as never);
      // Read again: the screen asks anew, so it is right by itself; the point is that the push told it to.
      if (outdated || isDeepStrictEqual(answer, fresh)) continue;
      const names = push.events.map((event) => event.name).join(', ') || 'none';
      throw new Error(
        `${query.name}: the pushed answer differs from a fresh one (events: ${names})\npushed ${inspect(answer, { depth: 8 })}\nfresh ${inspect(fresh, { depth: 8 })}`,
      );
    }
    return push.events;
  } finally {
    push.close();
  }
}
