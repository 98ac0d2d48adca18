import type { Presence } from '../../contract/presence.ts';

type State = Presence | null;
type Moved = readonly (readonly [personId: string, state: State])[];

/** What the processes tell each other of who is connected to them. `whole`: everything held of this process so far is void. */
export interface NodePresence {
  readonly kind: 'presence';
  readonly node: string;
  readonly whole: boolean;
  readonly people: Moved;
}

/** Differences of so many ms go in one frame. */
const tellEvery = 3_000;
/** Who goes and is back within so many ms (a reload, a tunnel) hasn't gone. */
const goneAfter = 30_000;
/** Every so many ms a process tells all it holds, in parts of so many people: what was lost on the way heals. */
const wholeEvery = 60_000;
const partLength = 4_000;
/** A process that wasn't heard for so many rounds is gone, and its people with it. */
const roundsUnheard = 3;

const rank = (state: State): number => (state === 'here' ? 2 : state === 'away' ? 1 : 0);
const better = (one: State, other: State): State => (rank(one) >= rank(other) ? one : other);

/**
 * Who is at a screen, for who looks at them. Held in memory alone, as a state without a time: it isn't stored, logged or
 * counted, and nothing can be asked about before. `C` is a connection.
 */
export function makePresence<C extends object>(deps: {
  node: string;
  /** Those of these people who let it be seen. */
  shown: (personIds: readonly string[]) => Promise<ReadonlySet<string>>;
  send: (connection: C, people: Moved) => void;
  tellOthers: (message: NodePresence) => void;
  follow: (work: Promise<unknown>) => void;
}) {
  /** Of this process: a person's connections, and whether somebody is at them. */
  const own = new Map<string, Map<C, boolean>>();
  /** What this process says of a person; it gets worse with a delay. */
  const said = new Map<string, Presence>();
  const fading = new Map<string, NodeJS.Timeout>();
  const others = new Map<string, { people: Map<string, Presence>; rounds: number }>();
  const watchers = new Map<string, Set<C>>();
  const watched = new Map<C, ReadonlySet<string>>();
  /** What those who watch a person were told. */
  const told = new Map<string, State>();
  const moved = new Set<string>();
  const unsaid = new Map<string, State>();
  let telling: NodeJS.Timeout | undefined;
  let rounds: NodeJS.Timeout | undefined;

  const soon = () => {
    telling ??= setTimeout(() => deps.follow(tell()), tellEvery).unref();
  };

  function ownState(personId: string): State {
    const connections = own.get(personId);
    return connections ? ([...connections.values()].includes(true) ? 'here' : 'away') : null;
  }

  function stateOf(personId: string): State {
    let state: State = said.get(personId) ?? null;
    for (const { people } of others.values()) state = better(state, people.get(personId) ?? null);
    return state;
  }

  function say(personId: string): void {
    clearTimeout(fading.get(personId));
    fading.delete(personId);
    const state = ownState(personId);
    if (state === (said.get(personId) ?? null)) return;
    if (state) said.set(personId, state);
    else said.delete(personId);
    unsaid.set(personId, state);
    moved.add(personId);
    soon();
  }

  function changed(personId: string): void {
    if (rank(ownState(personId)) >= rank(said.get(personId) ?? null)) say(personId);
    else if (!fading.has(personId)) fading.set(personId, setTimeout(() => say(personId), goneAfter).unref());
  }

  function tellWhole(): void {
    const all = [...said];
    for (let from = 0; from === 0 || from < all.length; from += partLength)
      deps.tellOthers({
        kind: 'presence',
        node: deps.node,
        whole: from === 0,
        people: all.slice(from, from + partLength),
      });
  }

  /** Tells what became different, in one frame for each who watches. */
  async function tell(): Promise<void> {
    telling = undefined;
    const news = [...unsaid];
    unsaid.clear();
    for (let from = 0; from < news.length; from += partLength)
      deps.tellOthers({
        kind: 'presence',
        node: deps.node,
        whole: false,
        people: news.slice(from, from + partLength),
      });
    const concerned = [...moved].filter((personId) => watchers.has(personId));
    moved.clear();
    if (concerned.length === 0) return;
    const shown = await deps.shown(concerned);
    const frames = new Map<C, [string, State][]>();
    for (const personId of concerned) {
      const state = shown.has(personId) ? stateOf(personId) : null;
      const watching = watchers.get(personId);
      if (!watching || told.get(personId) === state) continue;
      told.set(personId, state);
      for (const connection of watching) frames.set(connection, [...(frames.get(connection) ?? []), [personId, state]]);
    }
    for (const [connection, people] of frames) deps.send(connection, people);
  }

  function unwatch(connection: C, personId: string): void {
    const watching = watchers.get(personId);
    watching?.delete(connection);
    if (watching?.size !== 0) return;
    watchers.delete(personId);
    told.delete(personId);
  }

  function roundOfOthers(): void {
    tellWhole();
    for (const [node, { people, rounds: unheard }] of others) {
      if (unheard < roundsUnheard) others.set(node, { people, rounds: unheard + 1 });
      else forget(node);
    }
  }

  function forget(node: string): void {
    for (const personId of others.get(node)?.people.keys() ?? []) moved.add(personId);
    others.delete(node);
    soon();
  }

  return {
    /** A connection of this person: not known yet whether somebody is at it. */
    connected: (connection: C, personId: string): void => {
      const held = own.get(personId);
      if (held) held.set(connection, false);
      else own.set(personId, new Map([[connection, false]]));
      changed(personId);
    },
    here: (connection: C, personId: string, here: boolean): void => {
      const held = own.get(personId);
      if (!held?.has(connection)) return;
      held.set(connection, here);
      changed(personId);
    },
    disconnected: (connection: C, personId: string): void => {
      for (const other of watched.get(connection) ?? []) unwatch(connection, other);
      watched.delete(connection);
      const held = own.get(personId);
      held?.delete(connection);
      if (held?.size === 0) own.delete(personId);
      changed(personId);
    },
    /** From now on the connection is told of these people, and at once who of those it didn't watch is there. */
    watch: async (connection: C, personIds: readonly string[]): Promise<void> => {
      const before = watched.get(connection) ?? new Set<string>();
      const now = new Set(personIds);
      watched.set(connection, now);
      for (const personId of before) if (!now.has(personId)) unwatch(connection, personId);
      const added = [...now].filter((personId) => !before.has(personId));
      for (const personId of added) {
        const watching = watchers.get(personId);
        if (watching) watching.add(connection);
        else watchers.set(personId, new Set([connection]));
      }
      if (added.length === 0) return;
      const shown = await deps.shown(added);
      const people = added.flatMap((personId): [string, State][] => {
        if (!watchers.get(personId)?.has(connection)) return [];
        const known = told.get(personId);
        const state = known === undefined ? (shown.has(personId) ? stateOf(personId) : null) : known;
        told.set(personId, state);
        return state === null ? [] : [[personId, state]];
      });
      if (people.length > 0) deps.send(connection, people);
    },
    /** Whether somebody is at one of this person's screens now. */
    isHere: (personId: string): boolean => stateOf(personId) === 'here',
    /** Whether these people let it be seen may have changed. */
    look: (personIds: readonly string[] | 'everybody'): void => {
      for (const personId of personIds === 'everybody' ? watchers.keys() : personIds) moved.add(personId);
      soon();
    },
    /** What another process told. */
    take: ({ node, whole, people }: NodePresence): void => {
      if (node === deps.node) return;
      const before = others.get(node)?.people;
      const held = whole ? new Map<string, Presence>() : (before ?? new Map<string, Presence>());
      if (whole) for (const personId of before?.keys() ?? []) moved.add(personId);
      for (const [personId, state] of people) {
        if (state) held.set(personId, state);
        else held.delete(personId);
        moved.add(personId);
      }
      others.set(node, { people: held, rounds: 0 });
      // One that wasn't heard of before has heard nothing of this one.
      if (!before) tellWhole();
      soon();
    },
    /** Tells now what the next frame would tell. */
    tellNow: (): void => {
      if (telling === undefined) return;
      clearTimeout(telling);
      deps.follow(tell());
    },
    /** Begins to tell the other processes. */
    start: (): void => {
      tellWhole();
      rounds = setInterval(roundOfOthers, wholeEvery).unref();
    },
    /** This process ends: for the others nobody is connected to it any longer. */
    stop: (): void => {
      clearInterval(rounds);
      clearTimeout(telling);
      for (const timer of fading.values()) clearTimeout(timer);
      deps.tellOthers({ kind: 'presence', node: deps.node, whole: true, people: [] });
    },
  };
}
