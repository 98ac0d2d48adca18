import type { PushedEvent, PushFrame, PushRequest } from '#kernel/contract/event.ts';
import type { EventPosition } from './event-position.ts';

export interface PushOptions {
  readonly open: () => WebSocket;
  /** Up to which event everything that was read so far is true; undefined where that isn't known. */
  readonly from: EventPosition | undefined;
  /** Changes what was read with an event; called in the order of their numbers, with each once. */
  readonly take: (event: PushedEvent) => void;
  /** Everything that was read may be outdated. */
  readonly readEverythingAgain: () => void;
  readonly onSignal: (name: string, facts: unknown) => void;
  readonly onProgram: (program: string) => void;
  readonly onState: (connected: boolean) => void;
  readonly onBye: (code: string) => void;
}

const firstWait = 1_000;
const longestWait = 30_000;
const pingEvery = 25_000;

/**
 * Holds the push connection until it is stopped: resumes after the last number of the known epoch, hands on events
 * in their order, reconnects with a jittered back-off so that a thousand clients don't come back at once.
 */
export function startPush(options: PushOptions): { send: (request: PushRequest) => void; stop: () => void } {
  let known = options.from;
  let socket: WebSocket | undefined;
  let failures = 0;
  let stopped = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const send = (request: PushRequest) => {
    if (socket?.readyState === 1) socket.send(JSON.stringify(request));
  };
  const take = (frame: PushFrame) => {
    switch (frame.type) {
      case 'hello':
        options.onProgram(frame.program);
        // What was read before the first number was known may lack what happened in between; another epoch means a
        // restored database.
        if (known?.epoch !== frame.epoch) {
          known = { epoch: frame.epoch, number: frame.number };
          options.readEverythingAgain();
        }
        send({ type: 'resume', epoch: known.epoch, after: known.number });
        failures = 0;
        options.onState(true);
        return;
      case 'events':
        for (const event of frame.events) {
          if (known && event.number <= known.number) continue;
          options.take(event);
        }
        if (known && frame.upTo > known.number) known = { ...known, number: frame.upTo };
        return;
      case 'stale':
        known = { epoch: frame.epoch, number: frame.number };
        options.readEverythingAgain();
        return;
      case 'signals':
        for (const { name, facts } of frame.signals) options.onSignal(name, facts);
        return;
      case 'bye':
        options.onBye(frame.code);
    }
  };

  const connect = () => {
    if (stopped) return;
    clearTimeout(waiting);
    const own = options.open();
    socket = own;
    let heardOf = true;
    // Every ping is answered; a connection that stays silent is dead, though nobody closed it.
    const pinging = setInterval(() => {
      if (!heardOf) return own.close();
      heardOf = false;
      send({ type: 'ping' });
    }, pingEvery);
    own.onmessage = (message) => {
      heardOf = true;
      take(JSON.parse(String(message.data)) as PushFrame);
    };
    own.onclose = () => {
      clearInterval(pinging);
      options.onState(false);
      if (stopped) return;
      waiting = setTimeout(connect, Math.min(longestWait, firstWait * 2 ** failures) * (0.5 + Math.random() / 2));
      failures += 1;
    };
  };
  connect();

  const atOnce = () => {
    if (socket?.readyState === 3) connect();
  };
  globalThis.addEventListener?.('online', atOnce);
  return {
    /** Over the connection that stands; lost where none does. */
    send,
    stop: () => {
      stopped = true;
      clearTimeout(waiting);
      globalThis.removeEventListener?.('online', atOnce);
      socket?.close();
    },
  };
}
