import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { EventContract, PushedEvent, PushFrame, Signal, Topic, Viewer } from '../../contract/event.ts';
import { mostWatched, presenceSignal } from '../../contract/presence.ts';
import { mostAtOnce } from '../events/missed-events.ts';
import type { LoggedEvent } from '../events/relay.ts';
import { makePresence, type NodePresence } from './presence.ts';
import { type Branch, eventText, newBranch } from './shared-frames.ts';

/** One connection of a signed-in person. */
interface Connection {
  readonly socket: Pick<WebSocket, 'send' | 'close' | 'bufferedAmount'>;
  readonly viewer: Viewer;
  readonly sessionId: string;
  topics: ReadonlySet<Topic>;
  /** Up to here the client has been told; undefined until it said where to resume. */
  upTo: number | undefined;
  /** The reading of missed events under way. */
  resuming: Promise<void>;
  /** What arrives while missed events are being read. */
  waiting: LoggedEvent[] | undefined;
}

/** A reader slower than this is cut off; it comes back and asks for what it missed. */
const mostBuffered = 4 * 1024 * 1024;
/** More than this many missed events: reading everything again is cheaper. */
const mostMissed = 2_000;
/** Signals of so many ms go in one frame, and what says the same goes once. */
const signalsEvery = 100;

const pushRequest = z.union([
  z.object({ type: z.literal('resume'), epoch: z.string().optional(), after: z.int().min(0).optional() }),
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('here'), here: z.boolean() }),
  z.object({ type: z.literal('watch'), personIds: z.array(z.uuid()).max(mostWatched) }),
]);

function parseRequest(text: string): z.infer<typeof pushRequest> | undefined {
  if (text.length > 4_000) return undefined;
  try {
    return pushRequest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Hands numbered events to the connections whose topics they concern, in the shape that each viewer may see. */
export function makePushHub(deps: {
  log: Logger;
  program: string;
  epoch: () => string;
  head: () => number;
  eventContract: (name: string, version: number) => EventContract | undefined;
  topicsOf: (viewer: Viewer) => Promise<readonly Topic[]>;
  eventsAfter: (after: number) => Promise<readonly LoggedEvent[]>;
  /** Those of these people whose presence others may see. */
  presenceShown: (personIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** This process among those that share the database. */
  node: string;
  tellPresence: (message: NodePresence) => void;
}) {
  const connections = new Set<Connection>();
  const byTopic = new Map<Topic, Set<Connection>>();
  const pending = new Set<Promise<unknown>>();

  function index(connection: Connection, topics: readonly Topic[]): void {
    unindex(connection);
    connection.topics = new Set(topics);
    for (const topic of topics) {
      let held = byTopic.get(topic);
      if (!held) {
        held = new Set();
        byTopic.set(topic, held);
      }
      held.add(connection);
    }
  }

  function unindex(connection: Connection): void {
    for (const topic of connection.topics) {
      const held = byTopic.get(topic);
      held?.delete(connection);
      if (held?.size === 0) byTopic.delete(topic);
    }
  }

  function send(connection: Connection, frame: PushFrame | Buffer): void {
    if (connection.socket.bufferedAmount > mostBuffered) {
      connection.socket.close(4008, 'too slow');
      return;
    }
    connection.socket.send(Buffer.isBuffer(frame) ? frame : JSON.stringify(frame), { binary: false });
  }

  /** What a viewer is pushed of it: undefined, no facts at all; null: not even that there was something. */
  const factsFor = (event: LoggedEvent, contract: EventContract, viewer: Viewer): unknown =>
    event.facts === null || contract.pushes === 'readAgain' ? undefined : contract.pushes(event.facts, viewer);

  function withFacts({ number, name, version, at }: LoggedEvent, facts: unknown): PushedEvent {
    return { number, name, version, at, ...(facts === undefined ? {} : { facts }) };
  }

  function deliver(events: readonly LoggedEvent[]): void {
    const upTo = events.at(-1)?.number ?? 0;
    const empty = newBranch();
    const frames = new Map<Connection, Branch>();
    for (const event of events) {
      const contract = deps.eventContract(event.name, event.version);
      if (!contract || event.facts === null) continue;
      // Most projections give everybody the very same facts: then one text does for all of them.
      const texts = new Map<unknown, string>();
      const textFor = (viewer: Viewer): string | undefined => {
        const facts = factsFor(event, contract, viewer);
        if (facts === null) return undefined;
        let text = texts.get(facts);
        if (text === undefined) {
          text = eventText(withFacts(event, facts));
          texts.set(facts, text);
        }
        return text;
      };
      for (const topic of new Set(contract.topics(event.facts as never))) {
        for (const connection of byTopic.get(topic) ?? []) {
          if (connection.upTo === undefined || event.number <= connection.upTo) continue;
          if (connection.waiting) {
            if (connection.waiting.at(-1) !== event) connection.waiting.push(event);
            continue;
          }
          const frame = frames.get(connection) ?? empty;
          if (frame.number === event.number) continue;
          const text = textFor(connection.viewer);
          frames.set(connection, text === undefined ? frame : frame.next(event.number, text));
        }
      }
    }
    for (const [connection, branch] of frames) {
      connection.upTo = upTo;
      const frame = branch.frame(upTo);
      if (frame) send(connection, frame);
    }
  }

  /** Topic → name and facts as text → the signal. */
  const signals = new Map<Topic, Map<string, Signal>>();
  let signalling: NodeJS.Timeout | undefined;

  function sendSignals(): void {
    clearTimeout(signalling);
    signalling = undefined;
    const told = new Map<Connection, Map<string, Signal>>();
    for (const [topic, said] of signals) {
      for (const connection of byTopic.get(topic) ?? []) {
        const own = told.get(connection);
        told.set(connection, own ? new Map([...own, ...said]) : said);
      }
    }
    signals.clear();
    const frames = new Map<ReadonlyMap<string, Signal>, Buffer>();
    for (const [connection, said] of told) {
      let frame = frames.get(said);
      if (!frame) {
        frame = Buffer.from(JSON.stringify({ type: 'signals', signals: [...said.values()] } satisfies PushFrame));
        frames.set(said, frame);
      }
      send(connection, frame);
    }
  }

  async function resume(connection: Connection, epoch: string | undefined, after: number | undefined): Promise<void> {
    const head = deps.head();
    if (after === undefined || epoch === undefined) {
      connection.upTo = head;
      return;
    }
    if (epoch !== deps.epoch() || after > head || head - after > mostMissed * 20) {
      connection.upTo = head;
      send(connection, { type: 'stale', epoch: deps.epoch(), number: head });
      return;
    }
    connection.upTo = after;
    connection.waiting = [];
    let cursor = after;
    let concerned = 0;
    for (;;) {
      const missed = await deps.eventsAfter(cursor);
      const pushed: PushedEvent[] = [];
      for (const event of missed) {
        const contract = deps.eventContract(event.name, event.version);
        if (!contract || event.facts === null) continue;
        if (!contract.topics(event.facts as never).some((topic) => connection.topics.has(topic))) continue;
        const facts = factsFor(event, contract, connection.viewer);
        if (facts !== null) pushed.push(withFacts(event, facts));
      }
      concerned += pushed.length;
      cursor = missed.at(-1)?.number ?? cursor;
      if (concerned > mostMissed) {
        connection.waiting = undefined;
        connection.upTo = deps.head();
        send(connection, { type: 'stale', epoch: deps.epoch(), number: connection.upTo });
        return;
      }
      connection.upTo = cursor;
      if (pushed.length > 0) send(connection, { type: 'events', events: pushed, upTo: cursor });
      if (missed.length < mostAtOnce) break;
    }
    const waiting = connection.waiting ?? [];
    connection.waiting = undefined;
    deliver(waiting.filter((event) => event.number > cursor));
  }

  function pong(connection: Connection): void {
    // The answer says: everything before has been sent. Before a resume it promises nothing.
    sendSignals();
    if (connection.upTo !== undefined) connection.upTo = Math.max(connection.upTo, deps.head());
    send(connection, { type: 'events', events: [], upTo: connection.upTo ?? 0 });
  }

  async function settled(connection: Connection): Promise<void> {
    await connection.resuming.catch(() => {});
  }

  function follow(work: Promise<unknown>): void {
    const followed = work
      .catch((error) => deps.log.warn({ err: error }, 'push'))
      .finally(() => {
        pending.delete(followed);
      });
    pending.add(followed);
  }

  const presence = makePresence<Connection>({
    node: deps.node,
    shown: deps.presenceShown,
    send: (connection, people) =>
      send(connection, { type: 'signals', signals: [{ name: presenceSignal, facts: { people } }] }),
    tellOthers: deps.tellPresence,
    follow,
  });

  return {
    /** The last event that everybody has been told of, as `number epoch`: what is read from now on knows it. */
    position: (): string => `${deps.head()} ${deps.epoch()}`,
    presence,
    /** Takes a connection; the caller feeds `message` and `closed`. */
    async connect(socket: Connection['socket'], viewer: Viewer, sessionId: string) {
      const connection: Connection = {
        socket,
        viewer,
        sessionId,
        topics: new Set(),
        upTo: undefined,
        waiting: undefined,
        resuming: Promise.resolve(),
      };
      index(connection, await deps.topicsOf(viewer));
      connections.add(connection);
      presence.connected(connection, viewer.personId);
      send(connection, { type: 'hello', epoch: deps.epoch(), number: deps.head(), program: deps.program });
      return {
        message: (text: string): void => {
          const request = parseRequest(text);
          if (!request) {
            socket.close(4000, 'not a request');
          } else if (request.type === 'ping') {
            // Answered after a resume that is under way, so that the answer says: everything before has been sent.
            if (connection.waiting) follow(settled(connection).then(() => pong(connection)));
            else pong(connection);
          } else if (request.type === 'here') {
            presence.here(connection, viewer.personId, request.here);
          } else if (request.type === 'watch') {
            follow(presence.watch(connection, request.personIds));
          } else if (connection.upTo === undefined) {
            connection.resuming = resume(connection, request.epoch, request.after);
            follow(connection.resuming);
          }
        },
        closed: () => {
          unindex(connection);
          connections.delete(connection);
          presence.disconnected(connection, viewer.personId);
        },
      };
    },
    deliver: (events: readonly LoggedEvent[]): void => {
      for (const event of events) {
        const concerned = deps.eventContract(event.name, event.version)?.changesPresenceOf;
        if (concerned && event.facts !== null) presence.look(concerned(event.facts as never));
      }
      // Whoever joined something gets its topics first, so that the joining itself already reaches them.
      const moved = new Set<string>();
      for (const event of events) {
        const contract = deps.eventContract(event.name, event.version);
        if (event.facts === null) continue;
        for (const personId of contract?.changesTopicsOf?.(event.facts as never) ?? []) moved.add(personId);
      }
      if (moved.size === 0) {
        deliver(events);
        return;
      }
      const affected = [...connections].filter((connection) => moved.has(connection.viewer.personId));
      for (const connection of affected) connection.waiting ??= [];
      deliver(events);
      for (const connection of affected) {
        follow(
          (async () => {
            index(connection, await deps.topicsOf(connection.viewer));
            const before = connection.upTo;
            connection.waiting = undefined;
            if (before !== undefined && events[0]) {
              // Everything of this batch that now concerns them.
              connection.upTo = Math.min(before, events[0].number - 1);
              await resume(
                Object.assign(connection, { upTo: undefined }),
                deps.epoch(),
                Math.min(before, events[0].number - 1),
              );
            }
          })(),
        );
      }
    },
    /** Something that isn't durable on purpose: typing, presence, progress. */
    signal: (topic: Topic, name: string, facts: unknown) => {
      if (!byTopic.has(topic)) return;
      const said = signals.get(topic) ?? new Map<string, Signal>();
      signals.set(topic, said.set(JSON.stringify([name, facts]), { name, facts }));
      signalling ??= setTimeout(sendSignals, signalsEvery).unref();
    },
    sessionIds: (): string[] => [...new Set([...connections].map((connection) => connection.sessionId))],
    closeSessions: (sessionIds: readonly string[]) => {
      for (const connection of connections) {
        if (!sessionIds.includes(connection.sessionId)) continue;
        send(connection, { type: 'bye', code: 'kernel.notSignedIn' });
        connection.socket.close(4001, 'signed out');
      }
    },
    connections: () => connections.size,
    busy: () => pending.size > 0,
    /** Comes back when everything is told, also what would wait for a frame of its own. */
    settle: async () => {
      presence.tellNow();
      while (pending.size > 0) await Promise.all(pending);
    },
    close: () => {
      clearTimeout(signalling);
      presence.stop();
      for (const connection of connections) connection.socket.close(1001, 'going away');
    },
  };
}

export type PushHub = ReturnType<typeof makePushHub>;
