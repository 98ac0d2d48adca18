import type { Kysely } from 'kysely';
import type { Actor } from '../contract/actor.ts';
import type { EventContract, FactsOf, Topic } from '../contract/event.ts';
import type { ModuleContract } from '../contract/module-contract.ts';
import type { InputOf, OperationContract, OutputOf } from '../contract/operation.ts';
import type { SettingContract } from '../contract/setting.ts';
import type { OpenApplicationPort } from './applications.ts';
import type { PersonAuthority } from './authority.ts';
import type { CommandContext, DecideContext, DownloadedFile, QueryContext, UploadedFile } from './context.ts';
import type { TimerContract } from './timers/timer-contract.ts';
import type { ReadAhead, TogetherReader } from './together/together-reader.ts';
import type { TogetherWriter } from './together/together-writer.ts';

/** An operation with the function that carries it out. Made by `handle`. */
export interface Handler {
  readonly operation: OperationContract;
  readonly run: (context: never, input: never) => Promise<unknown>;
}

/** A handler that only decides: the kernel writes, together with what others decide at the same moment. */
export interface TogetherHandler {
  readonly operation: OperationContract;
  readonly writer: TogetherWriter;
  /** Calls with the same key take turns: one is decided when the one before it is written. */
  readonly keyOf: (input: never, actor: Actor) => string;
  readonly decide: (context: never, input: never) => Promise<Decision<unknown, unknown, never>>;
  readonly alone?: (input: never) => boolean;
  /** What `decide` is going to read first, told by an input that nobody has checked yet; undefined where it says nothing of use. */
  readonly ahead?: (input: unknown) => ReadAhead | undefined;
}

/** What a call comes to. */
export interface Decision<A, W, T> {
  readonly answer: A;
  /** What the writer writes; left out where nothing changes. */
  readonly write?: W | undefined;
  /** What one statement can't do: then the call is written alone, and this runs in its transaction after it, with the whole answer. */
  readonly more?: ((context: CommandContext<T>, answer: A) => Promise<void>) | undefined;
}

type ContextOf<C extends OperationContract, T> = C['kind'] extends 'query' | 'download'
  ? QueryContext<T>
  : C['kind'] extends 'upload'
    ? CommandContext<T> & { readonly file: UploadedFile }
    : CommandContext<T>;

type AnswerOf<C extends OperationContract> = C['kind'] extends 'download' ? DownloadedFile : OutputOf<C>;

/**
 * Binds a handler to its contract. T: the tables it may touch.
 * `export const requestLeave = handle<LeaveTables>()(contract.requestLeave, async (context, input) => …)`.
 */
export const handle =
  <T>() =>
  <C extends OperationContract>(
    operation: C,
    run: (context: ContextOf<C, T>, input: InputOf<C>) => Promise<AnswerOf<C>>,
  ): Handler => ({ operation, run: run as Handler['run'] });

/**
 * The same for a small command that many people send at once (docs/decisions/commit-together.md): the handler reads outside
 * of any transaction, emits and decides, and gives back what is to be written. It may be asked to decide again, in a
 * transaction, where what it decided on has moved on; what it emitted before is forgotten then.
 */
export const handleTogether =
  <T>() =>
  <C extends OperationContract<'command'>, W>(
    operation: C,
    how: {
      readonly writer: TogetherWriter<W>;
      readonly keyOf: (input: InputOf<C>, actor: Actor) => string;
      readonly decide: (context: DecideContext<T>, input: InputOf<C>) => Promise<Decision<OutputOf<C>, W, T>>;
      /** Whether this call has to decide in a transaction of its own: then its context can call other modules' commands too. */
      readonly alone?: (input: InputOf<C>) => boolean;
      /** What `decide` reads first: read while it is looked up who asks. The input is as it was sent, unchecked. */
      readonly ahead?: (input: unknown) => ReadAhead | undefined;
    },
  ): TogetherHandler =>
    ({ operation, ...how }) as unknown as TogetherHandler;

/** What a guard works with: it reads, and may keep that it refused; what the command writes isn't its matter. */
export type GuardContext<T> = QueryContext<T> & Pick<CommandContext<T>, 'newId' | 'evenIfRefused'>;

/** Another module's say before a command runs: it refuses by throwing a declared failure. */
export interface Guard {
  readonly name: string;
  readonly operation: OperationContract;
  /** It has to see nothing that the command locks or writes, so it may be asked before a command that is committed together. */
  readonly beforehand: boolean;
  readonly check: (context: never, input: never) => Promise<void>;
}

export const guard =
  <T>() =>
  <C extends OperationContract>(
    name: string,
    operation: C,
    check: (context: GuardContext<T>, input: InputOf<C>) => Promise<void>,
    when?: 'beforehand',
  ): Guard => ({ name, operation, beforehand: when === 'beforehand', check: check as Guard['check'] });

/** An event as a subscriber gets it. */
export interface HappenedEvent<E extends EventContract = EventContract> {
  readonly number: number;
  readonly id: string;
  readonly at: string;
  readonly facts: FactsOf<E>;
  /** The person whose command made it happen, where a person did. */
  readonly personId: string | null;
}

/** Reacts to an event of another module (or its own), exactly once, in the transaction that moves its cursor. */
export interface Subscriber {
  readonly name: string;
  readonly event: EventContract;
  readonly run: (context: never, event: never) => Promise<void>;
}

/** `name` is `module.onWhatHappened` and stays for ever: the cursor hangs on it. Subscribers act as the system. */
export const subscriber =
  <T>() =>
  <E extends EventContract>(
    name: string,
    event: E,
    run: (context: CommandContext<T>, event: HappenedEvent<E>) => Promise<void>,
  ): Subscriber => ({ name, event, run: run as Subscriber['run'] });

/** What happens when a timer is due: once, in one transaction, as the system. */
export interface TimerHandler {
  readonly timer: TimerContract<never>;
  readonly run: (context: never, input: never) => Promise<void>;
}

export const onTimer =
  <T>() =>
  <I>(timer: TimerContract<I>, run: (context: CommandContext<T>, input: I) => Promise<void>): TimerHandler => ({
    timer: timer as unknown as TimerContract<never>,
    run: run as TimerHandler['run'],
  });

/** Work at set times: a cron expression in the company's time zone, run once per occurrence, as the system. */
export interface RecurringWork {
  readonly name: string;
  readonly cron: string;
  readonly run: (context: never) => Promise<void>;
}

export const recurring =
  <T>() =>
  (name: string, cron: string, run: (context: CommandContext<T>) => Promise<void>): RecurringWork => ({
    name,
    cron,
    run: run as RecurringWork['run'],
  });

/** Work with the world outside, which no transaction may wait for (kernel/server/outside). Made by `outside`. */
export interface OutsideWork {
  readonly name: string;
  readonly due: string;
  readonly take: (context: never) => Promise<readonly unknown[]>;
  readonly carryOut: (item: never) => Promise<unknown>;
  readonly record: (context: never, item: never, result: never) => Promise<void>;
}

/**
 * Declares work outside. `due` is asked every second and has to be cheap: SQL that gives a row where there is something to take by
 * `$1`, the kernel clock's now. `take` gives what is due and puts it off by a lease in the same transaction, a bounded number at a
 * time; `carryOut` runs without a transaction, must end by itself and never throws; `record` says what came of it.
 */
export const outside =
  <T>() =>
  <I, R>(work: {
    readonly name: string;
    readonly due: string;
    readonly take: (context: CommandContext<T>) => Promise<readonly I[]>;
    readonly carryOut: (item: I) => Promise<R>;
    readonly record: (context: CommandContext<T>, item: I, result: R) => Promise<void>;
  }): OutsideWork =>
    work as unknown as OutsideWork;

/** What an entrance hands to its operation, and is told of it. */
export interface EntranceRequest {
  /** Of the address; the first where a name stands several times. */
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As it came, read as UTF-8. */
  readonly body: string;
}

/**
 * A path as another product has it, that leads to an operation for visitors: programs written for the other product change
 * the address and nothing else. It carries no session; whatever came of it is answered with status 200.
 */
export interface Entrance {
  /** `/cgi-bin/…`, not below `/api/`. */
  readonly path: string;
  readonly operation: OperationContract<'command'>;
  readonly mostBytes: number;
  readonly input: (request: EntranceRequest) => unknown;
  /** The body of the answer: `code` of the failure (`kernel.fault` for faults), nothing where it went well. */
  readonly answer: (failure: { readonly code: string; readonly message: string } | undefined) => unknown;
}

/** A request at a gateway. */
export interface GatewayRequest {
  readonly method: string;
  /** What follows the gateway's path, without a slash at its beginning. */
  readonly rest: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As it came, read as UTF-8; empty where there is none. */
  readonly body: string;
  /** The address of the gateway as the caller knows it, without a slash at its end. */
  readonly base: string;
}

/** What became of an operation that a gateway called. */
export type GatewayCalled =
  | { readonly ok: true; readonly body: unknown }
  | {
      readonly ok: false;
      readonly code: string;
      readonly status: number;
      readonly message: string;
      readonly facts: Readonly<Record<string, unknown>>;
    };

export interface GatewayAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Addresses as a standard has them (SCIM), for programs with a key: the module reads the request, calls operations by their
 * contract as the application whose key came with it (`Authorization: Bearer`), and answers in the standard's own words.
 */
export interface Gateway {
  /** `/scim/v2`; everything below it too. */
  readonly path: string;
  readonly methods: readonly ('GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE')[];
  readonly mostBytes: number;
  readonly answer: (
    request: GatewayRequest,
    call: (operation: OperationContract, input: unknown) => Promise<GatewayCalled>,
  ) => Promise<GatewayAnswer>;
}

/** The server face of a module. */
export interface ServerModule {
  readonly contract: ModuleContract;
  readonly handlers: readonly (Handler | TogetherHandler)[];
  readonly guards: readonly Guard[];
  readonly subscribers: readonly Subscriber[];
  readonly timers: readonly TimerHandler[];
  readonly recurring: readonly RecurringWork[];
  readonly outside: readonly OutsideWork[];
  readonly entrances: readonly Entrance[];
  readonly gateways: readonly Gateway[];
  /** Who keeps the keys of applications; one module at most. */
  readonly applicationKeys?: OpenApplicationPort;
  /** Folder of numbered plain SQL files (`0001-tables.sql`). */
  readonly migrations?: URL;
  /**
   * Further topics that a person's connection listens to; `reaches` as in the person's authority. What is read for everybody goes by
   * `readTogether`: after a break all come back at the same moment.
   */
  readonly topicsOf?: (
    db: Kysely<never>,
    personId: string,
    reaches: PersonAuthority['reaches'],
    readTogether: <K, R>(reader: TogetherReader<K, R>, key: K) => Promise<R>,
  ) => Promise<readonly Topic[]>;
  /** Those of these people who may be seen to be at a screen. Without such a module nobody is. */
  readonly presenceShown?: (
    db: Kysely<never>,
    personIds: readonly string[],
    read: <S extends SettingContract>(setting: S) => Promise<S['initial']>,
  ) => Promise<readonly string[]>;
}

/** Declares the server face; refuses an operation without exactly one handler. */
export function serverModule(declared: {
  contract: ModuleContract;
  handlers: readonly (Handler | TogetherHandler)[];
  guards?: readonly Guard[];
  subscribers?: readonly Subscriber[];
  timers?: readonly TimerHandler[];
  recurring?: readonly RecurringWork[];
  outside?: readonly OutsideWork[];
  entrances?: readonly Entrance[];
  gateways?: readonly Gateway[];
  applicationKeys?: OpenApplicationPort;
  migrations?: URL;
  topicsOf?: ServerModule['topicsOf'];
  presenceShown?: ServerModule['presenceShown'];
}): ServerModule {
  const handled = new Map<string, number>();
  for (const { operation } of declared.handlers) handled.set(operation.name, (handled.get(operation.name) ?? 0) + 1);
  for (const operation of declared.contract.operations) {
    const times = handled.get(operation.name) ?? 0;
    if (times !== 1) throw new Error(`operation ${operation.name} has ${times} handlers`);
    handled.delete(operation.name);
  }
  for (const name of handled.keys()) throw new Error(`handler of ${name}, which the contract doesn't declare`);
  return {
    guards: [],
    subscribers: [],
    timers: [],
    recurring: [],
    outside: [],
    entrances: [],
    gateways: [],
    ...declared,
  };
}
