import { z } from 'zod';
import type { Words } from './words.ts';

/**
 * Where an event is pushed. Topics are words like `person:<id>`, `conversation:<id>`, `employer:<id>`, `company`.
 * The kernel gives every person `person:<own id>`, `employer:<own>` and `company`; modules add topics of their own
 * (see `topicsOf` in a module's server part).
 */
export type Topic = `${string}:${string}` | 'company';

/** Who looks at a pushed event. */
export interface Viewer {
  readonly personId: string;
  readonly employerId: string;
}

export interface EventContract<F extends z.ZodType = z.ZodType, P extends z.ZodType = z.ZodType> {
  /** `module.whatHappened`, in the past tense. */
  readonly name: string;
  readonly version: number;
  readonly summary: Words;
  /** Viewer-neutral facts: ids and values, never sentences, never what only some may see. */
  readonly facts: F;
  /** The audience, from the facts. An empty list: not pushed to anybody. */
  readonly topics: (facts: z.infer<F>) => readonly Topic[];
  /** What a viewer gets pushed; `undefined` for events that viewers read again. */
  readonly shape: P;
  /**
   * How the shape is made from the facts (null: not for this viewer), or `'readAgain'`: only the event's name goes out and
   * the client reads what its cache rules name (for facts that not every viewer may see).
   */
  readonly pushes: 'readAgain' | ((facts: z.infer<F>, viewer: Viewer) => z.infer<P> | null);
  /** People whose topics change with this event (somebody joined a conversation): their connections are re-subscribed. */
  readonly changesTopicsOf?: (facts: z.infer<F>) => readonly string[];
  /** People whose presence is shown or no longer with this event (`ServerModule.presenceShown` says who). */
  readonly changesPresenceOf?: (facts: z.infer<F>) => readonly string[] | 'everybody';
  /** Who may do what changes with this event (roles, membership, leaving): every process forgets what it knew. */
  readonly changesAuthority: boolean;
}

interface DeclaredEvent<F extends z.ZodType> {
  name: string;
  version?: number;
  summary: Words;
  facts: F;
  topics: (facts: z.infer<F>) => readonly Topic[];
  changesTopicsOf?: (facts: z.infer<F>) => readonly string[];
  changesPresenceOf?: (facts: z.infer<F>) => readonly string[] | 'everybody';
  changesAuthority?: boolean;
}

/** Pushed as they are. */
const asTheyAre = (facts: unknown): unknown => facts;

/** Declares an event. Facts are pushed as they are (viewer-neutral by rule), in a projected shape, or not at all (`readAgain`). */
export function event<F extends z.ZodType>(
  declared: DeclaredEvent<F> & { readAgain: true },
): EventContract<F, z.ZodUndefined>;
export function event<F extends z.ZodType, P extends z.ZodType>(
  declared: DeclaredEvent<F> & { shape: P; project: (facts: z.infer<F>, viewer: Viewer) => z.infer<P> | null },
): EventContract<F, P>;
export function event<F extends z.ZodType>(declared: DeclaredEvent<F>): EventContract<F, F>;
export function event(
  declared: DeclaredEvent<z.ZodType> & {
    readAgain?: boolean;
    shape?: z.ZodType;
    project?: (facts: unknown, viewer: Viewer) => unknown;
  },
): EventContract {
  return {
    name: declared.name,
    version: declared.version ?? 1,
    summary: declared.summary,
    facts: declared.facts,
    topics: declared.topics,
    changesAuthority: declared.changesAuthority ?? false,
    shape: declared.readAgain ? z.undefined() : (declared.shape ?? declared.facts),
    pushes: declared.readAgain ? 'readAgain' : (declared.project ?? asTheyAre),
    ...(declared.changesPresenceOf ? { changesPresenceOf: declared.changesPresenceOf } : {}),
    ...(declared.changesTopicsOf ? { changesTopicsOf: declared.changesTopicsOf } : {}),
  };
}

export type FactsOf<E extends EventContract> = z.infer<E['facts']>;
/** What the client receives; undefined for `readAgain` events. */
export type PushOf<E extends EventContract> = z.infer<E['shape']>;

/** One event as it goes over the push connection. */
export interface PushedEvent {
  readonly number: number;
  readonly name: string;
  readonly version: number;
  readonly at: string;
  /** The projected shape; absent for events that viewers read again. */
  readonly facts?: unknown;
}

/** Something that isn't kept: typing, presence, progress. */
export interface Signal {
  readonly name: string;
  readonly facts: unknown;
}

/** Frames from the server on the push connection. `stale`: too much was missed or the epoch changed: read everything again. */
export type PushFrame =
  | { readonly type: 'hello'; readonly epoch: string; readonly number: number; readonly program: string }
  | { readonly type: 'events'; readonly events: readonly PushedEvent[]; readonly upTo: number }
  | { readonly type: 'stale'; readonly epoch: string; readonly number: number }
  | { readonly type: 'signals'; readonly signals: readonly Signal[] }
  | { readonly type: 'bye'; readonly code: string };

/**
 * Frames from the client: resume after this number of this epoch (absent: start at now); whether somebody is at this screen;
 * whose presence is told from now on.
 */
export type PushRequest =
  | { readonly type: 'resume'; readonly epoch?: string; readonly after?: number }
  | { readonly type: 'ping' }
  | { readonly type: 'here'; readonly here: boolean }
  | { readonly type: 'watch'; readonly personIds: readonly string[] };
