import type { Readable } from 'node:stream';
import type { Expression, Kysely, SqlBool, Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Actor, PersonActor } from '../contract/actor.ts';
import type { EventContract, FactsOf, Topic } from '../contract/event.ts';
import type { Refusal } from '../contract/failure.ts';
import type { ModuleContract } from '../contract/module-contract.ts';
import type { CallInputOf, OperationContract, OutputOf } from '../contract/operation.ts';
import type { PermissionContract } from '../contract/permission.ts';
import type { SettingContract } from '../contract/setting.ts';
import type { Language } from '../contract/words.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import type { EvidenceAccess } from './chain/evidence-access.ts';
import type { Evidence, PreparedEvidence } from './chain/record-evidence.ts';
import type { SealedSecrets } from './chain/sealed-secrets.ts';
import type { TimerContract } from './timers/timer-contract.ts';
import type { TogetherReader } from './together/together-reader.ts';

/** How far the actor's permission carries, resolved to ids. Empty everywhere means: not at all. */
export interface Reach {
  readonly self: boolean;
  /** Exactly these departments. */
  readonly departmentIds: readonly string[];
  /** These departments and all below them. */
  readonly departmentTreeIds: readonly string[];
  readonly employerIds: readonly string[];
  readonly company: boolean;
}

/** The tables of a module as Kysely knows them; reading only. */
export type ReadDatabase<T> = Pick<
  Kysely<T>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'dynamic' | 'getExecutor'
>;

/** What a query handler works with. */
export interface QueryContext<T> {
  readonly actor: Actor;
  /** Read-only: the connection refuses to write. */
  readonly db: ReadDatabase<T>;
  /** One instant for the whole request, from the kernel's clock. */
  readonly now: Temporal.Instant;
  readonly language: Language;
  readonly log: Logger;
  readonly blobs: BlobStore;
  /** What the company's keys open and sign (kernel/server/chain). Who may see what is opened is the caller's to decide. */
  readonly evidence: EvidenceAccess;
  /** Secrets that the program needs again, sealed for the database. */
  readonly secrets: SealedSecrets;
  /** The address that people use, without a slash at its end; undefined where none is configured. */
  readonly publicUrl: string | undefined;
  /** The folder where other systems leave files, each kind in a folder of its own below; undefined where none is configured. */
  readonly inbox: string | undefined;
  /** The contracts of every module of the program, the kernel's too. */
  readonly contracts: readonly ModuleContract[];
  /** The signed-in person; refuses with 401 for anybody else. */
  person(): PersonActor;
  may(permission: PermissionContract): boolean;
  /** Refuses with 403 unless the actor has the permission with some reach. */
  require(permission: PermissionContract): void;
  reach(permission: PermissionContract): Reach;
  /**
   * SQL condition: the person in that column is within the actor's reach of this permission.
   * `personColumn` is a reference such as `'r.applicantId'` of the query it stands in, written as in SQL: `'r.applicant_id'`.
   */
  within(permission: PermissionContract, personColumn: string): Expression<SqlBool>;
  /** A typed setting: the employer's value, else the company's, else the initial one. */
  setting<S extends SettingContract>(setting: S, employerId?: string): Promise<S['initial']>;
  /** Somebody saw what is marked as sensitive: the audit names the thing. For a look that only sometimes is one. */
  looked(type: string, id: string): void;
  /** Tells who is connected and listens to the topic, without keeping it: typing, presence. From a command: after the commit. */
  signal(topic: Topic, name: string, facts: unknown): void;
  /**
   * Those of these people who are at a screen at this moment, for not disturbing them elsewhere. It is for no other use, isn't
   * kept, and nobody is told.
   */
  atScreen(personIds: readonly string[]): ReadonlySet<string>;
  /** Another module's query by its contract, as the same actor. */
  read<Q extends OperationContract<'query'>>(query: Q, input: CallInputOf<Q>): Promise<OutputOf<Q>>;
  /** The same as the system under a process: for what the actor couldn't read, and is told only what follows from it. */
  readAs<Q extends OperationContract<'query'>>(
    process: ProcessContract,
    query: Q,
    input: CallInputOf<Q>,
  ): Promise<OutputOf<Q>>;
  /**
   * Another module's query as somebody who has left and can't sign in, with nothing but what everybody may, and of it their own
   * (Z19). That they are who they say is the caller's to have made sure of.
   */
  readOwnOf<Q extends OperationContract<'query'>>(
    leaver: { readonly personId: string; readonly employerId: string },
    query: Q,
    input: CallInputOf<Q>,
  ): Promise<OutputOf<Q>>;
  /** Reads what other calls read at the same moment too, in one statement for all; in a transaction: there, and alone. */
  readTogether<K, R>(reader: TogetherReader<K, R>, key: K): Promise<R>;
}

/** What a command that only decides works with; it hands back what is to be written (`handleTogether`). */
export interface DecideContext<T> extends QueryContext<T> {
  /**
   * Decided in a transaction of its own, where the shared statement wrote nothing of it or it was called inside another command:
   * what a statement only leaves out is to be refused here with its reason.
   */
  readonly alone: boolean;
  newId(): string;
  /** Puts an event into the log, in the order of the calls, with the commit. */
  emit<E extends EventContract>(event: E, facts: FactsOf<E>): void;
  /** Names the things that this command is about, for the audit. */
  about(type: string, id: string): void;
  /** Runs after the commit; for what isn't durable on purpose (signals, pokes). It can't fail the command. */
  afterCommit(effect: () => void): void;
  /** Seals evidence with the kernel's keys; `record` writes it, or the caller in a statement of its own (kernel/server/chain). */
  prepareEvidence(evidence: Evidence): Promise<PreparedEvidence>;
  /** Writes prepared evidence with the commit. */
  record(evidence: PreparedEvidence): void;
  /** Where the request came from; empty inside the program. */
  readonly address: string;
  /** What the caller's program calls itself, cut at 300 characters. */
  readonly agent: string;
  readonly via: 'http' | 'cli' | 'job' | 'timer' | 'event' | 'facade' | 'test';
}

/** What a command handler works with: all in one transaction. */
export interface CommandContext<T> extends Omit<DecideContext<T>, 'db'> {
  readonly db: Transaction<T>;
  /** Another module's command by its contract: same transaction, same actor. */
  call<C extends OperationContract<'command'>>(command: C, input: CallInputOf<C>): Promise<OutputOf<C>>;
  /** The same, as the system under a process (whose permissions are declared with it), because of this command or event. */
  callAs<C extends OperationContract<'command'>>(
    process: ProcessContract,
    command: C,
    input: CallInputOf<C>,
  ): Promise<OutputOf<C>>;
  /**
   * A command for a person who had asked for it beforehand and isn't here now (a message for later), by a timer, job or
   * subscriber only: with what they may do at this moment, past every guard, in the same transaction. What is refused is
   * undone and given back, so that the caller can say so and commit. Such a person has proved nothing: nothing that asks for
   * a fresh or strong sign-in passes.
   */
  callFor<C extends OperationContract<'command'>>(
    personId: string,
    command: C,
    input: CallInputOf<C>,
  ): Promise<{ readonly answer: OutputOf<C> } | { readonly refusal: Refusal }>;
  /** As `callAs`; what is refused is undone and given back, so that the caller can go on with something else. */
  attemptAs<C extends OperationContract<'command'>>(
    process: ProcessContract,
    command: C,
    input: CallInputOf<C>,
  ): Promise<{ readonly answer: OutputOf<C> } | { readonly refusal: Refusal }>;
  /** Makes or moves a timer; the same timer and key replace each other. */
  schedule<I>(timer: TimerContract<I>, due: { key: string; at: Temporal.Instant | string; input: I }): Promise<void>;
  unschedule(timer: { readonly name: string }, key: string): Promise<void>;
  /** Runs in a transaction of its own where the command is refused (a failed attempt is counted); not where it goes through. */
  evenIfRefused(work: (db: Transaction<T>) => Promise<void>): void;
  /** From now on a row names this blob, which an upload or this transaction brought. */
  keepBlob(id: string): Promise<void>;
  /** From now on no row names this blob: it is removed within the hour. */
  loseBlob(id: string): Promise<void>;
  /** Ends or makes sessions; see kernel/server/sessions. */
  readonly sessions: SessionControl;
  /** The file that came with an upload. */
  readonly file?: UploadedFile;
  /** Reports progress of a job; nothing elsewhere. */
  progress(done: number, total: number): void;
}

export interface UploadedFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mediaType: string;
  /** Where the bytes are, for an operation that has them stored (`stored: true`); then `bytes` is empty. */
  readonly stored?: StoredBytes;
}

/** Bytes that arrived in the blob store. */
export interface StoredBytes {
  readonly blob: string;
  readonly size: number;
  readonly sha256: string;
}

/** What a download handler gives back. */
export interface DownloadedFile {
  /** Everything at once, or a stream for what may be large. */
  readonly bytes: Uint8Array | Readable;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes in all, where known beforehand. */
  readonly size?: number;
  /** Shown in the page (images) instead of being saved. */
  readonly inline?: boolean;
}

export interface SessionControl {
  /** Makes a session for a person; the pipeline sends its cookie with the answer. */
  start(person: {
    personId: string;
    strength: PersonActor['strength'];
    life?: SessionLife;
  }): Promise<{ sessionId: string }>;
  /** Gives a session another token, after its person proved again who they are; requests under way may end with the old one. */
  renew(sessionId: string): Promise<void>;
  /** Ends one session, or all of a person's (but one, where given). */
  end(which: { sessionId: string } | { personId: string; butSessionId?: string }): Promise<void>;
}

/** How long a session lives. */
export interface SessionLife {
  readonly minutes: number;
  readonly idleMinutes: number;
  /** Others use the same computer: its cookie goes when the browser is closed. */
  readonly shared: boolean;
}

/** A process that the system acts under: the permissions it may use. */
export interface ProcessContract {
  readonly name: string;
  readonly permissions: readonly PermissionContract[];
}
