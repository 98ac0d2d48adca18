import { createHash } from 'node:crypto';
import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import type { Actor, PersonActor } from '../../contract/actor.ts';
import type { EventContract, Topic } from '../../contract/event.ts';
import { type FailureContract, Refusal, refuse } from '../../contract/failure.ts';
import {
  changedMeanwhile,
  commandReused,
  invalidInput,
  keyRefused,
  notFound,
  notPermitted,
  notSignedIn,
  personNeeded,
  tooManyRequests,
  unknownOperation,
} from '../../contract/kernel-failures.ts';
import type { OperationContract } from '../../contract/operation.ts';
import type { PermissionContract } from '../../contract/permission.ts';
import type { Facts, Language } from '../../contract/words.ts';
import { type AuditEntry, type AuditOutcome, auditObjects } from '../audit/audit-entry.ts';
import { fullReach } from '../authority.ts';
import { type PreparedEvidence, prepareEvidence } from '../chain/record-evidence.ts';
import type {
  CommandContext,
  DecideContext,
  DownloadedFile,
  ProcessContract,
  QueryContext,
  UploadedFile,
} from '../context.ts';
import { prepared } from '../database/prepared.ts';
import { databaseRefusal } from '../database-refusal.ts';
import type { Handler, TogetherHandler } from '../define-module.ts';
import type { Kernel } from '../kernel.ts';
import {
  formerTokenSeconds,
  hashSessionToken,
  newSessionToken,
  type SessionRow,
  sessionLife,
} from '../sessions/session-store.ts';
import { effectiveSetting } from '../settings/read-setting.ts';
import { makeCommitTogether } from '../together/commit-together.ts';
import { gather } from '../together/gather.ts';
import { takeTurns } from '../together/take-turns.ts';
import type { ReadAhead, TogetherReader } from '../together/together-reader.ts';
import { type Given, type TogetherWriter, writeAlone } from '../together/together-writer.ts';
import { databaseTrouble, isEvidenceKeyGone, isSameCommand, isWorthRetrying } from './database-trouble.ts';
import { outcomeOf, type PendingEvent, writeOutcome } from './outcome.ts';
import { parseInput } from './parse-input.ts';
import {
  applicationPrincipal,
  ownPrincipal,
  type Principal,
  personPrincipal,
  reachesAnything,
  systemPrincipal,
  visitorPrincipal,
} from './principal.ts';

export type Via = CommandContext<never>['via'];

/** What a caller from outside shows of who they are. */
export type Credentials = { readonly token: string | undefined } | { readonly key: string };

/** One request, wherever it comes from. */
export interface PipelineRequest {
  readonly operation: string;
  readonly input: unknown;
  /** Same id + same actor + same input: same answer, done once. */
  readonly commandId?: string | undefined;
  /** Who: a session token (or none), an application's key, or an actor that the program itself vouches for. */
  readonly as: Credentials | { readonly principal: Principal };
  readonly address: string;
  readonly agent: string;
  readonly language?: Language | undefined;
  readonly via: Via;
  readonly requestId: string;
  readonly file?: UploadedFile | undefined;
}

export type PipelineAnswer =
  | {
      readonly ok: true;
      readonly body: unknown;
      readonly language: Language;
      /** A session was started: its cookie goes out with the answer. */
      readonly sessionToken?: string;
      /** How long its cookie stays; left out: until the browser is closed. */
      readonly sessionSeconds?: number;
      /** The caller's own session ended: the cookie is taken back. */
      readonly signedOut?: boolean;
    }
  | { readonly ok: true; readonly file: DownloadedFile; readonly language: Language }
  | { readonly ok: false; readonly failure: FailureContract; readonly facts: Facts; readonly language: Language }
  | { readonly ok: false; readonly fault: true; readonly requestId: string; readonly language: Language };

/** Everything that one command gathers before it commits. */
interface Gathering {
  readonly now: Temporal.Instant;
  readonly events: PendingEvent[];
  readonly audits: AuditEntry[];
  readonly evidence: PreparedEvidence[];
  readonly effects: (() => void)[];
  readonly evenIfRefused: ((trx: Transaction<never>) => Promise<void>)[];
  readonly request: Pick<PipelineRequest, 'via' | 'requestId' | 'address' | 'agent' | 'file'>;
  changesAuthority: boolean;
  sessionToken?: string;
  sessionSeconds?: number;
  readonly endedSessions: string[];
  readonly because?: string;
  readonly progress?: (done: number, total: number) => void;
}

/** The same in a transaction of its own. */
export interface Unit extends Gathering {
  readonly trx: Transaction<never>;
}

/** A command whose id is remembered, with its answer unless that is secret. */
interface Remembered {
  readonly actor: Actor;
  readonly commandId: string;
  readonly operation: string;
  readonly hash: Buffer;
  readonly keepAnswer: boolean;
}

interface Sent {
  readonly token: string;
  readonly commandId: string | undefined;
}

/** A session, and the command that it has sent before. */
type KnownSession = SessionRow & Partial<StoredCommand>;

/** How often a command that loses a race decides again. Each loss means that somebody else got on. */
const mostDecisions = 50;
/** Wrong keys of applications a minute from one address. */
const mostWrongKeys = 60;
/** Reads that are made together, in one statement. */
const mostRead = { most: 200, atOnce: 2, mostWaiting: 5_000 };

// By `limit 1` each is looked up by its key, whatever the planner knows of the tables' sizes.
const knownSessions = prepared(
  'kernel.authenticate',
  `select a.n::int as n, s.*, c.*
    from unnest($1::bytea[], $2::uuid[]) with ordinality as a (token_hash, command_id, n)
    cross join lateral (select s.id, s.person_id, s.strength, s.fresh_at, s.seen_at from kernel.session s
      where s.token_hash = a.token_hash
        and s.ended_at is null and s.ends_at > $3 and s.seen_at + make_interval(mins => s.idle_minutes) > $3 limit 1) s
    left join lateral (select c.operation, c.input_hash, c.answer from kernel.command c
      where c.actor = 'person:' || s.person_id::text and c.command_id = a.command_id limit 1) c on true`,
);
const renewedSession = prepared(
  'kernel.authenticateFormer',
  `select s.id, s.person_id, s.strength, s.fresh_at, s.seen_at
    from kernel.former_token f join kernel.session s on s.id = f.session_id
    where f.token_hash = $1 and f.until > $2 and s.ended_at is null and s.ends_at > $2
      and s.seen_at + make_interval(mins => s.idle_minutes) > $2`,
);

/** A read that began with the request. */
interface BegunRead extends ReadAhead {
  readonly answer: Promise<unknown>;
}

interface StoredSetting {
  readonly name: string;
  readonly employer_id: string | null;
  readonly value: unknown;
}

/** What is kept of these settings, of the company and of each employer. */
async function settingsNamed(db: Kysely<never>, names: readonly string[]): Promise<readonly StoredSetting[]> {
  const { rows } = await db.executeQuery<StoredSetting>(
    CompiledQuery.raw('select name, employer_id, value from kernel.setting where name = any($1)', [names]),
  );
  return rows;
}

interface StoredCommand {
  readonly operation: string;
  readonly input_hash: Buffer;
  readonly answer: unknown;
}

export function actorKey(actor: Actor): string {
  if (actor.kind === 'person') return `person:${actor.personId}`;
  if (actor.kind === 'application') return `application:${actor.applicationId}`;
  return actor.kind === 'system' ? `system:${actor.process}` : 'visitor';
}

/** What a decision said, with what only the statement knew. */
const completed = (said: unknown, given: Given[string] | undefined): unknown =>
  given ? Object.assign({}, said, given) : said;

function inputHash(operation: string, input: unknown, file?: UploadedFile): Buffer {
  const hash = createHash('sha256')
    .update(operation)
    .update('\0')
    .update(JSON.stringify(input) ?? '');
  if (file) hash.update('\0').update(file.stored ? file.stored.sha256 : file.bytes);
  return hash.digest();
}

/** The one way in, for HTTP, CLI, jobs, timers and facades. */
export function makePipeline(kernel: Kernel) {
  const { database, clock, log } = kernel;
  const turns = takeTurns();
  const commits = new Map<TogetherWriter, ReturnType<typeof makeCommitTogether>>();
  const reads = new Map<TogetherReader<never>, (key: never) => Promise<unknown>>();

  const findSession = gather<Sent, KnownSession | undefined>({
    ...mostRead,
    run: async (sent) => {
      const now = clock.now();
      const { rows } = await database.steadyPool.query<KnownSession & { n: number }>(knownSessions, [
        sent.map(({ token }) => hashSessionToken(token)),
        sent.map(({ commandId }) => commandId ?? null),
        now.toString(),
      ]);
      const found = new Map(rows.map((row) => [row.n - 1, row]));
      return sent.map((_, index) => found.get(index));
    },
  });

  /** Outside of a transaction settings are read with every message: those asked for at the same moment in one statement. */
  const findSettings = gather<string, readonly StoredSetting[]>({
    ...mostRead,
    run: async (names) => {
      const stored = await settingsNamed(database.steady, [...new Set(names)]);
      const found = Map.groupBy(stored, ({ name }) => name);
      return names.map((name) => found.get(name) ?? []);
    },
  });

  function commitOf(writer: TogetherWriter) {
    const known = commits.get(writer);
    if (known) return known;
    const made = makeCommitTogether(database, writer);
    commits.set(writer, made);
    return made;
  }

  function readTogether<K, R>(reader: TogetherReader<K, R>, key: K): Promise<R> {
    let read = reads.get(reader as never) as ((key: K) => Promise<R>) | undefined;
    if (!read) {
      read = gather<K, R>({ ...mostRead, run: (keys) => reader.run(database.steady, keys) });
      reads.set(reader as never, read as never);
    }
    return read(key);
  }

  const turnOf = (handler: TogetherHandler, key: string): string => `${handler.writer.name} ${key}`;

  /** While it is looked up who asks, what the decision is going to read is read too: it waits for one statement less. */
  function beginReading(handler: Handler | TogetherHandler, { as, input }: PipelineRequest): BegunRead | undefined {
    if (!('decide' in handler) || !('token' in as) || !as.token) return undefined;
    const asked = handler.ahead?.(input);
    if (!asked || turns.taken(turnOf(handler, asked.turn))) return undefined;
    const answer = readTogether(asked.reader, asked.key);
    // Whoever needs it hears of it; perhaps nobody does.
    answer.catch(() => {});
    return { ...asked, answer };
  }

  /** The context of a decision for which a read has begun: it is used once, by whoever asks for the same. */
  function withBegun(context: DecideContext<never>, begun: BegunRead): DecideContext<never> {
    const key = JSON.stringify(begun.key);
    let unused = true;
    return {
      ...context,
      readTogether: <K, R>(reader: TogetherReader<K, R>, asked: K): Promise<R> => {
        const isIt = unused && (reader as unknown) === begun.reader && JSON.stringify(asked) === key;
        if (!isIt) return context.readTogether(reader, asked);
        unused = false;
        return begun.answer as Promise<R>;
      },
    };
  }

  async function authenticate(
    token: string | undefined,
    commandId: string | undefined,
    asked: Language | undefined,
  ): Promise<{ principal: Principal; stored?: StoredCommand }> {
    if (!token) return { principal: visitorPrincipal(asked ?? 'zh') };
    const now = clock.now();
    const session =
      (await findSession({ token, commandId })) ??
      (await database.readPool.query<KnownSession>(renewedSession, [hashSessionToken(token), now.toString()])).rows[0];
    if (!session) return { principal: visitorPrincipal(asked ?? 'zh') };
    const authority = await kernel.authority.load(session.person_id);
    if (!authority) return { principal: visitorPrincipal(asked ?? 'zh') };
    if (Temporal.Instant.compare(Temporal.Instant.from(session.seen_at).add({ seconds: 60 }), now) < 0) {
      await database.writePool.query('update kernel.session set seen_at = $2 where id = $1', [
        session.id,
        now.toString(),
      ]);
    }
    const actor: PersonActor = {
      kind: 'person',
      personId: session.person_id,
      employerId: authority.employerId,
      sessionId: session.id,
      strength: session.strength,
      freshAt: session.fresh_at,
    };
    const principal = personPrincipal(actor, authority, asked ?? authority.language);
    return session.input_hash ? { principal, stored: session as StoredCommand } : { principal };
  }

  async function authenticateKey(key: string, address: string, language: Language): Promise<Principal> {
    const authority = await kernel.applications?.load(key, address);
    const counted = authority ? `key:${authority.keyId}` : `keys ${address}`;
    const seconds = kernel.rateLimiter.take(counted, authority?.perMinute ?? mostWrongKeys);
    if (seconds > 0) throw refuse(tooManyRequests, { seconds });
    if (!authority) throw refuse(keyRefused);
    return applicationPrincipal(authority, language);
  }

  function allow(operation: OperationContract, principal: Principal): void {
    if (principal.actor.kind === 'application' && !operation.byApplications) throw refuse(personNeeded);
    if (operation.access === 'visitor' || operation.kind === 'unattributed') return;
    if (principal.actor.kind === 'visitor') throw refuse(notSignedIn);
    if (operation.access === 'signedIn') return;
    if (!reachesAnything(principal.reachOf(operation.access))) {
      throw refuse(notPermitted, { permission: operation.access.sentence[principal.language] });
    }
  }

  /**
   * Before anything of a large body is read: the most bytes that the caller may send with an upload; undefined for whoever
   * may not call it at all.
   */
  async function admit(name: string, as: Credentials, language: Language | undefined): Promise<number | undefined> {
    const { operation } = handlerOf(name);
    // No application sends files; what it calls is refused where everything else is.
    if ('key' in as) return undefined;
    const { principal } = await authenticate(as.token, undefined, language);
    try {
      allow(operation, principal);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
    const most = operation.maxBytes ?? 0;
    if (!operation.limit) return most;
    const megabytes = await baseContext(principal, clock.now(), database.read).setting(operation.limit);
    return Math.min(most, Number(megabytes) * 1_000_000);
  }

  function baseContext(
    principal: Principal,
    now: Temporal.Instant,
    db: Kysely<never>,
    unit?: Gathering,
    looks: AuditEntry['objects'][number][] = [],
  ) {
    const reach = (permission: PermissionContract) => principal.reachOf(permission);
    const personId = principal.actor.kind === 'person' ? principal.actor.personId : undefined;
    return {
      actor: principal.actor,
      now,
      language: principal.language,
      log,
      blobs: kernel.blobs,
      evidence: kernel.evidence,
      secrets: kernel.secrets,
      publicUrl: kernel.publicUrl,
      inbox: kernel.inbox,
      contracts: kernel.contracts,
      db,
      person: () => {
        if (principal.actor.kind === 'application') throw refuse(personNeeded);
        if (principal.actor.kind !== 'person') throw refuse(notSignedIn);
        return principal.actor;
      },
      may: (permission: PermissionContract) => reachesAnything(reach(permission)),
      require: (permission: PermissionContract) => {
        if (!reachesAnything(reach(permission))) {
          throw refuse(notPermitted, { permission: permission.sentence[principal.language] });
        }
      },
      reach,
      within: (permission: PermissionContract, column: string) =>
        principal.actor.kind === 'system'
          ? kernel.authority.within(reach(permission).company ? fullReach : reach(permission), undefined, column)
          : kernel.authority.within(reach(permission), personId, column),
      setting: async (setting: Parameters<QueryContext<never>['setting']>[0], employerId?: string) => {
        const stored =
          db === database.read ? await findSettings(setting.name) : await settingsNamed(db, [setting.name]);
        return effectiveSetting(setting, stored, employerId);
      },
      looked: (type: string, id: string) => {
        looks.push({ type, id });
      },
      signal: (topic: Topic, name: string, facts: unknown) => {
        if (unit) unit.effects.push(() => kernel.signal(topic, name, facts));
        else kernel.signal(topic, name, facts);
      },
      atScreen: (personIds: readonly string[]) => kernel.atScreen(personIds),
      read: (query: OperationContract<'query'>, input: unknown) =>
        runQuery(query, input, principal, now, db, unit, looks),
      readAs: (process: ProcessContract, query: OperationContract, input: unknown) =>
        runQuery(
          query,
          input,
          { ...systemPrincipal(process.name, process.permissions, unit?.because), language: principal.language },
          now,
          db,
          unit,
          looks,
        ),
      readOwnOf: (leaver: { personId: string; employerId: string }, query: OperationContract, input: unknown) =>
        runQuery(query, input, ownPrincipal(leaver, kernel.contracts, principal.language), now, db, unit, looks),
      readTogether: async <K, R>(reader: TogetherReader<K, R>, key: K) =>
        db === database.read ? readTogether(reader, key) : ((await reader.run(db, [key]))[0] as R),
    };
  }

  async function runQuery(
    operation: OperationContract,
    input: unknown,
    principal: Principal,
    now: Temporal.Instant,
    db: Kysely<never>,
    unit?: Gathering,
    looks?: AuditEntry['objects'][number][],
  ): Promise<unknown> {
    const handler = handlerOf(operation.name);
    if ('decide' in handler) throw new Error(`${operation.name} is no query`);
    allow(handler.operation, principal);
    const context = baseContext(principal, now, db, unit, looks);
    return handler.run(context as never, parseInput(handler.operation, input, principal.language) as never);
  }

  function handlerOf(name: string): Handler | TogetherHandler {
    const handler = kernel.handlers.get(name);
    if (!handler) throw refuse(unknownOperation, { name });
    return handler;
  }

  /** What a command can do that only decides. `objects` gathers what it was about. */
  function decideContext(
    unit: Gathering,
    principal: Principal,
    objects: { type: string; id: string }[],
    db: Kysely<never>,
  ): DecideContext<never> {
    return {
      ...baseContext(principal, unit.now, db, unit),
      alone: false,
      newId: kernel.newId,
      address: unit.request.address,
      agent: unit.request.agent.slice(0, 300),
      via: unit.request.via,
      emit: (event: EventContract, facts: unknown) => {
        const checked = event.facts.safeParse(facts);
        if (!checked.success)
          throw new Error(`facts of ${event.name} don't fit its contract: ${checked.error.message}`);
        if (kernel.eventContract(event.name, event.version) !== event)
          throw new Error(`event ${event.name} isn't declared by a module`);
        unit.events.push({
          id: kernel.newId(),
          at: unit.now.toString(),
          name: event.name,
          version: event.version,
          facts: checked.data,
          actor: principal.actor,
        });
        if (event.changesAuthority) unit.changesAuthority = true;
      },
      about: (type, id) => {
        objects.push({ type, id });
      },
      afterCommit: (effect) => {
        unit.effects.push(effect);
      },
      prepareEvidence: (evidence) => prepareEvidence(kernel.evidenceKeys, evidence),
      record: (evidence) => {
        unit.evidence.push(evidence);
      },
    } as DecideContext<never>;
  }

  /** The context of one command inside a unit. */
  function commandContext(
    unit: Unit,
    principal: Principal,
    objects: { type: string; id: string }[],
  ): CommandContext<never> {
    return {
      ...decideContext(unit, principal, objects, unit.trx as Kysely<never>),
      alone: true,
      db: unit.trx,
      ...(unit.request.file ? { file: unit.request.file } : {}),
      call: ((operation: OperationContract, input: unknown) =>
        runCommand(unit, operation.name, input, principal)) as CommandContext<never>['call'],
      callAs: ((process: ProcessContract, operation: OperationContract, input: unknown) =>
        runCommand(
          unit,
          operation.name,
          input,
          systemPrincipal(process.name, process.permissions, unit.because),
        )) as CommandContext<never>['callAs'],
      callFor: ((personId: string, operation: OperationContract, input: unknown) =>
        runFor(unit, personId, operation.name, input, principal)) as CommandContext<never>['callFor'],
      attemptAs: ((process: ProcessContract, operation: OperationContract, input: unknown) =>
        attempt(
          unit,
          operation.name,
          input,
          systemPrincipal(process.name, process.permissions, unit.because),
        )) as CommandContext<never>['attemptAs'],
      schedule: async (timer, due) => {
        await unit.trx.executeQuery(
          CompiledQuery.raw(
            `insert into kernel.timer (name, key, due_at, input) values ($1, $2, $3, $4)
             on conflict (name, key) do update set due_at = excluded.due_at, input = excluded.input, attempts = 0, error = null`,
            [timer.name, due.key, due.at.toString(), JSON.stringify(timer.input.parse(due.input))],
          ),
        );
        unit.effects.push(() => kernel.pokeTimers());
      },
      unschedule: async (timer, key) => {
        await unit.trx.executeQuery(
          CompiledQuery.raw('delete from kernel.timer where name = $1 and key = $2', [timer.name, key]),
        );
      },
      evenIfRefused: (work) => {
        unit.evenIfRefused.push(work as Unit['evenIfRefused'][number]);
      },
      keepBlob: async (id) => {
        const loose = await unit.trx.executeQuery(
          CompiledQuery.raw('delete from kernel.loose_blob where id = $1', [id]),
        );
        if (Number(loose.numAffectedRows ?? 0) === 0) throw new Error(`nothing holds the blob ${id} any more`);
      },
      loseBlob: async (id) => {
        await unit.trx.executeQuery(
          CompiledQuery.raw('insert into kernel.loose_blob (id, until) values ($1, $2)', [id, unit.now.toString()]),
        );
      },
      progress: (done, total) => unit.progress?.(done, total),
      sessions: {
        start: async ({ personId, strength, life = sessionLife }) => {
          const sessionId = kernel.newId();
          const { token, hash } = newSessionToken();
          const now = unit.now.toString();
          await unit.trx.executeQuery(
            CompiledQuery.raw(
              `insert into kernel.session (id, token_hash, person_id, strength, made_at, fresh_at, seen_at, ends_at, address, agent, idle_minutes, shared)
               values ($1, $2, $3, $4, $5, $5, $5, $6, $7, $8, $9, $10)`,
              [
                sessionId,
                hash,
                personId,
                strength,
                now,
                unit.now.add({ minutes: life.minutes }).toString(),
                unit.request.address,
                unit.request.agent.slice(0, 300),
                life.idleMinutes,
                life.shared,
              ],
            ),
          );
          unit.sessionToken = token;
          if (!life.shared) unit.sessionSeconds = life.minutes * 60;
          return { sessionId };
        },
        renew: async (sessionId) => {
          const { token, hash } = newSessionToken();
          const renewed = await unit.trx.executeQuery<{ shared: boolean; ends_at: string }>(
            CompiledQuery.raw(
              `with held as (
                 select id, token_hash from kernel.session where id = $1 and ended_at is null for update
               ), kept as (
                 insert into kernel.former_token (token_hash, session_id, until) select token_hash, id, $3 from held
               )
               update kernel.session s set token_hash = $2 from held where s.id = held.id
               returning s.shared, s.ends_at`,
              [sessionId, hash, unit.now.add({ seconds: formerTokenSeconds }).toString()],
            ),
          );
          const [session] = renewed.rows;
          if (!session) throw refuse(notSignedIn);
          unit.sessionToken = token;
          if (!session.shared) {
            const left = Temporal.Instant.from(session.ends_at).since(unit.now).total('seconds');
            unit.sessionSeconds = Math.max(1, Math.floor(left));
          }
        },
        end: async (which) => {
          const ended =
            'sessionId' in which
              ? await unit.trx.executeQuery<{ id: string }>(
                  CompiledQuery.raw(
                    'update kernel.session set ended_at = $2 where id = $1 and ended_at is null returning id',
                    [which.sessionId, unit.now.toString()],
                  ),
                )
              : await unit.trx.executeQuery<{ id: string }>(
                  CompiledQuery.raw(
                    'update kernel.session set ended_at = $2 where person_id = $1 and ended_at is null and id is distinct from $3::uuid returning id',
                    [which.personId, unit.now.toString(), which.butSessionId ?? null],
                  ),
                );
          for (const row of ended.rows) unit.endedSessions.push(row.id);
        },
      },
    } as CommandContext<never>;
  }

  /** Runs a command for a person inside a unit of the system; what is refused is undone there, and its denial audited. */
  async function runFor(unit: Unit, personId: string, name: string, input: unknown, caller: Principal) {
    if (caller.actor.kind !== 'system') throw new Error(`${name} for a person is the system's to run`);
    const authority = await kernel.authority.load(personId);
    if (!authority) return { refusal: refuse(notFound) };
    const actor: PersonActor = {
      kind: 'person',
      personId,
      employerId: authority.employerId,
      sessionId: '00000000-0000-0000-0000-000000000000',
      strength: 'password',
      freshAt: '1970-01-01T00:00:00Z',
    };
    return attempt(unit, name, input, personPrincipal(actor, authority, authority.language));
  }

  /** Runs a command inside a unit; where it fails it is undone there, and the denial of what is refused audited. */
  async function attempt(unit: Unit, name: string, input: unknown, principal: Principal) {
    const gathered: unknown[][] = [unit.events, unit.audits, unit.evidence, unit.effects];
    const before = gathered.map((list) => list.length);
    const { changesAuthority } = unit;
    const own: Unit = { ...unit, evenIfRefused: [] };
    await unit.trx.executeQuery(CompiledQuery.raw('savepoint attempt'));
    try {
      const answer = await runCommand(own, name, input, principal);
      unit.changesAuthority ||= own.changesAuthority;
      await unit.trx.executeQuery(CompiledQuery.raw('release savepoint attempt'));
      return { answer };
    } catch (error) {
      await unit.trx.executeQuery(CompiledQuery.raw('rollback to savepoint attempt'));
      for (const [index, list] of gathered.entries()) list.length = before[index] ?? 0;
      unit.changesAuthority = changesAuthority;
      if (!(error instanceof Refusal)) throw error;
      for (const work of own.evenIfRefused) await work(unit.trx);
      unit.audits.push(auditEntry(unit, name, principal.actor, 'refused', [], error.failure.code));
      return { refusal: error };
    }
  }

  /** Runs a command inside a unit: access, input, guards, handler, audit entry. */
  async function runCommand(unit: Unit, name: string, input: unknown, principal: Principal): Promise<unknown> {
    const handler = handlerOf(name);
    allow(handler.operation, principal);
    const parsed = parseInput(handler.operation, input, principal.language);
    const objects: { type: string; id: string }[] = [];
    const context = commandContext(unit, principal, objects);
    for (const guard of kernel.guardsOf(name)) await guard.check(context as never, parsed as never);
    const answer = await ('decide' in handler
      ? decideAlone(unit, handler, context, parsed, objects)
      : handler.run(context as never, parsed as never));
    if (handler.operation.kind !== 'unattributed')
      unit.audits.push(auditEntry(unit, name, principal.actor, 'done', objects));
    return answer;
  }

  /** Decides and writes in the unit's transaction; again on the new state where somebody else was faster. */
  async function decideAlone(
    unit: Unit,
    handler: TogetherHandler,
    context: CommandContext<never>,
    input: unknown,
    objects: { type: string; id: string }[],
  ): Promise<unknown> {
    const gathered: unknown[][] = [unit.events, unit.evidence, unit.effects, objects];
    const before = gathered.map((list) => list.length);
    for (let attempt = 0; attempt < mostDecisions; attempt += 1) {
      const { answer, write, more } = await handler.decide(context as never, input as never);
      const given = write === undefined ? {} : await writeAlone(unit.trx, handler.writer, write);
      if (given) {
        const from = before[0] ?? 0;
        for (const [at, event] of unit.events.entries())
          if (at >= from) unit.events[at] = { ...event, facts: completed(event.facts, given[event.name]) };
        const whole = completed(answer, given.answer);
        await more?.(context as never, whole as never);
        return whole;
      }
      for (const [index, list] of gathered.entries()) list.length = before[index] ?? 0;
    }
    throw refuse(changedMeanwhile);
  }

  /**
   * Decides outside of any transaction and commits with what others decide at the same moment. Gives nothing where it must
   * be done in a transaction of its own: the decision has more to do than one statement, or what it decided on has moved
   * on or is held by somebody else.
   */
  async function decideTogether(
    request: PipelineRequest,
    handler: TogetherHandler,
    principal: Principal,
    input: unknown,
    command: Remembered | undefined,
    begun: BegunRead | undefined,
  ): Promise<{ result: unknown; unit: Gathering } | undefined> {
    const unit = newGathering(request);
    const objects: { type: string; id: string }[] = [];
    const plain = decideContext(unit, principal, objects, database.read);
    const context = begun ? withBegun(plain, begun) : plain;
    const keep = (work: Unit['evenIfRefused'][number]) => unit.evenIfRefused.push(work);
    try {
      for (const guard of kernel.guardsOf(request.operation))
        await guard.check({ ...context, evenIfRefused: keep } as never, input as never);
    } catch (error) {
      await keepThoughRefused(unit, error);
      throw error;
    }
    const { answer, write, more } = await handler.decide(context as never, input as never);
    if (write === undefined || more) return undefined;
    unit.audits.push(auditEntry(unit, request.operation, principal.actor, 'done', objects));
    let given: Given | undefined;
    try {
      const outcome = await outcomeOf(
        kernel,
        unit,
        command && { ...command, answer: command.keepAnswer ? answer : null },
      );
      given = await commitOf(handler.writer)({ row: write, outcome });
    } catch (error) {
      if (isEvidenceKeyGone(error)) kernel.evidenceKeys.forget();
      if (isWorthRetrying(error)) return undefined;
      throw error;
    }
    if (!given) return undefined;
    afterCommit(unit);
    return { result: completed(answer, given.answer), unit };
  }

  /** What is to be kept of a command though it was refused. */
  async function keepThoughRefused({ evenIfRefused }: Gathering, error: unknown): Promise<void> {
    if (!(error instanceof Refusal) || evenIfRefused.length === 0) return;
    await database.write.transaction().execute(async (trx) => {
      for (const work of evenIfRefused) await work(trx);
    });
  }

  function auditEntry(
    unit: Pick<Gathering, 'now' | 'request'>,
    operation: string,
    actor: Actor,
    outcome: AuditOutcome,
    objects: AuditEntry['objects'],
    failureCode?: string,
  ): AuditEntry {
    return {
      id: kernel.newId(),
      at: unit.now.toString(),
      actor,
      operation,
      outcome,
      objects: auditObjects(actor, objects),
      via: unit.request.via,
      requestId: unit.request.requestId,
      ...(failureCode ? { failureCode } : {}),
    };
  }

  /**
   * Runs work in one transaction and commits it with its events, audit lines and command row.
   * `work` gets a fresh unit at every try; two transactions in each other's way are tried again.
   */
  async function inTransaction<R>(
    request: Unit['request'],
    command: Remembered | undefined,
    work: (unit: Unit) => Promise<R>,
    more: { because?: string; progress?: Unit['progress']; timeoutMs?: number } = {},
  ): Promise<{ result: R; unit: Unit }> {
    for (let attempt = 1; ; attempt += 1) {
      let kept: Unit | undefined;
      try {
        const result = await database.write.transaction().execute(async (trx) => {
          const unit: Unit = {
            ...newGathering(request),
            trx,
            ...(more.because ? { because: more.because } : {}),
            ...(more.progress ? { progress: more.progress } : {}),
          };
          kept = unit;
          if (more.timeoutMs) {
            await trx.executeQuery(
              CompiledQuery.raw(
                `set local statement_timeout = ${more.timeoutMs}; set local idle_in_transaction_session_timeout = ${more.timeoutMs}`,
              ),
            );
          }
          const done = await work(unit);
          await writeOutcome(
            kernel,
            unit,
            command ? { ...command, answer: command.keepAnswer ? done : null } : undefined,
          );
          return done;
        });
        const unit = kept as unknown as Unit;
        afterCommit(unit);
        return { result, unit };
      } catch (error) {
        if (isEvidenceKeyGone(error)) kernel.evidenceKeys.forget();
        if (attempt < 4 && isWorthRetrying(error)) continue;
        const thrown = databaseRefusal(error) ?? error;
        if (kept) await keepThoughRefused(kept, thrown);
        throw thrown;
      }
    }
  }

  function newGathering(request: Unit['request']): Gathering {
    return {
      now: clock.now(),
      events: [],
      audits: [],
      evidence: [],
      effects: [],
      evenIfRefused: [],
      endedSessions: [],
      changesAuthority: false,
      request,
    };
  }

  function afterCommit(unit: Gathering): void {
    if (unit.changesAuthority) kernel.authority.forget();
    if (unit.endedSessions.length > 0) kernel.closeSessions(unit.endedSessions);
    if (unit.events.length > 0 || unit.audits.length > 0) kernel.pokeRelay();
    for (const effect of unit.effects) {
      try {
        effect();
      } catch (error) {
        log.error({ err: error }, 'an effect after a commit failed');
      }
    }
  }

  async function storedCommand(actor: Actor, commandId: string): Promise<StoredCommand | undefined> {
    const found = await database.readPool.query<StoredCommand>(
      'select operation, input_hash, answer from kernel.command where actor = $1 and command_id = $2',
      [actorKey(actor), commandId],
    );
    return found.rows[0];
  }

  function replay(
    stored: StoredCommand,
    operation: OperationContract,
    hash: Buffer,
    language: Language,
  ): PipelineAnswer {
    if (stored.operation !== operation.name || !stored.input_hash.equals(hash)) throw refuse(commandReused);
    return { ok: true, body: stored.answer ?? {}, language };
  }

  async function auditDenial(request: PipelineRequest, principal: Principal, failure: FailureContract): Promise<void> {
    const unit = { now: clock.now(), request };
    await database.write.transaction().execute(async (trx) => {
      await writeOutcome(kernel, {
        trx,
        now: unit.now,
        events: [],
        evidence: [],
        audits: [auditEntry(unit, request.operation, principal.actor, 'refused', [], failure.code)],
      });
    });
    kernel.pokeRelay();
  }

  async function knownApplication(key: string, request: PipelineRequest, withoutActor: boolean) {
    const language = request.language ?? 'zh';
    if (withoutActor) return { principal: visitorPrincipal(language), stored: undefined };
    const principal = await authenticateKey(key, request.address, language);
    const stored = request.commandId ? await storedCommand(principal.actor, request.commandId) : undefined;
    return { principal, stored };
  }

  async function execute(request: PipelineRequest): Promise<PipelineAnswer> {
    let language: Language = request.language ?? 'zh';
    let principal: Principal | undefined;
    let operation: OperationContract | undefined;
    try {
      const handler = handlerOf(request.operation);
      operation = handler.operation;
      if (request.commandId !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(request.commandId)) {
        throw refuse(invalidInput, { where: 'Guiju-Command-Id', what: 'uuid', problems: [] });
      }
      const withoutActor = operation.kind === 'unattributed';
      const begun = beginReading(handler, request);
      const known =
        'principal' in request.as
          ? {
              principal: request.as.principal,
              stored: request.commandId
                ? await storedCommand(request.as.principal.actor, request.commandId)
                : undefined,
            }
          : 'key' in request.as
            ? await knownApplication(request.as.key, request, withoutActor)
            : await authenticate(withoutActor ? undefined : request.as.token, request.commandId, request.language);
      principal = known.principal;
      language = principal.language;
      allow(operation, principal);
      if (principal.actor.kind !== 'system' && request.via === 'http') {
        const who =
          principal.actor.kind === 'visitor'
            ? `address:${withoutActor ? 'all' : request.address}`
            : actorKey(principal.actor);
        const seconds = kernel.rateLimiter.take(`${who} ${operation.name}`, operation.perMinute);
        if (seconds > 0) throw refuse(tooManyRequests, { seconds });
      }
      const input = parseInput(operation, request.input, language);
      const looks: AuditEntry['objects'][number][] = [];
      if (operation.kind === 'query' && !('decide' in handler)) {
        const context = baseContext(principal, clock.now(), database.read, undefined, looks);
        const body = await handler.run(context as never, input as never);
        await auditLooks(request, principal, operation, input, looks);
        return { ok: true, body, language };
      }
      if (operation.kind === 'download' && !('decide' in handler)) {
        const context = baseContext(principal, clock.now(), database.read, undefined, looks);
        const file = (await handler.run(context as never, input as never)) as DownloadedFile;
        await auditLooks(request, principal, operation, input, looks);
        return { ok: true, file, language };
      }
      return await executeCommand(request, handler, principal, input, known.stored, begun);
    } catch (error) {
      if (error instanceof Refusal) {
        if (principal && operation && deservesAudit(operation, error.failure)) {
          await auditDenial(request, principal, error.failure).catch((cause) =>
            log.error({ err: cause }, 'a denial could not be audited'),
          );
        }
        return { ok: false, failure: error.failure, facts: error.facts, language };
      }
      const trouble = databaseTrouble(error);
      if (trouble) {
        log.warn({ err: error, requestId: request.requestId, operation: request.operation }, trouble.code);
        return { ok: false, failure: trouble, facts: {}, language };
      }
      log.error(
        {
          err: error,
          ...(operation?.kind === 'unattributed' ? {} : { requestId: request.requestId }),
          operation: request.operation,
        },
        'fault',
      );
      return { ok: false, fault: true, requestId: request.requestId, language };
    }
  }

  /** Queries are audited where somebody reached for what isn't theirs; commands whenever they were refused. */
  function deservesAudit(operation: OperationContract, failure: FailureContract): boolean {
    if (operation.kind === 'unattributed' || failure === notSignedIn || failure === tooManyRequests) return false;
    if (operation.kind === 'query' || operation.kind === 'download')
      return failure === notPermitted || failure === notFound;
    return failure !== invalidInput && failure !== changedMeanwhile;
  }

  async function auditLooks(
    request: PipelineRequest,
    principal: Principal,
    operation: OperationContract,
    input: unknown,
    looks: readonly AuditEntry['objects'][number][],
  ): Promise<void> {
    if (!operation.logsLooks && looks.length === 0) return;
    const asked = Object.entries((input ?? {}) as Record<string, unknown>)
      .filter(([key, value]) => key.endsWith('Id') && typeof value === 'string')
      .map(([key, value]) => ({ type: key.slice(0, -2), id: value as string }));
    const objects = operation.logsLooks ? [...asked, ...looks] : looks;
    const now = clock.now();
    await database.write.transaction().execute(async (trx) => {
      await writeOutcome(kernel, {
        trx,
        now,
        events: [],
        evidence: [],
        audits: [auditEntry({ now, request }, operation.name, principal.actor, 'looked', objects)],
      });
    });
    kernel.pokeRelay();
  }

  async function executeCommand(
    request: PipelineRequest,
    handler: Handler | TogetherHandler,
    principal: Principal,
    input: unknown,
    stored: StoredCommand | undefined,
    begun: BegunRead | undefined,
  ): Promise<PipelineAnswer> {
    const { operation } = handler;
    const { language } = principal;
    // What was sent counts, not what defaults made of it.
    const hash = inputHash(operation.name, request.input, request.file);
    // A visitor has no identity to keep an answer for.
    const remembers =
      request.commandId !== undefined &&
      principal.actor.kind !== 'visitor' &&
      operation.kind !== 'unattributed' &&
      !operation.secretInput;
    if (stored && remembers) return replay(stored, operation, hash, language);
    const command = remembers
      ? {
          actor: principal.actor,
          commandId: request.commandId as string,
          operation: operation.name,
          hash,
          keepAnswer: !operation.secretAnswer,
        }
      : undefined;
    try {
      const alone = () =>
        inTransaction(request, command, (unit) =>
          operation.kind === 'job'
            ? kernel.queueJob(unit, principal, operation, input)
            : runCommand(unit, operation.name, request.input, principal),
        );
      // A guard that has to see what the command is going to write upon stands in the command's own transaction.
      const { result, unit } =
        'decide' in handler &&
        !handler.alone?.(input as never) &&
        kernel.guardsOf(operation.name).every(({ beforehand }) => beforehand)
          ? await turns.take(
              turnOf(handler, handler.keyOf(input as never, principal.actor)),
              async (waited) =>
                (await decideTogether(request, handler, principal, input, command, waited ? undefined : begun)) ??
                alone(),
            )
          : await alone();
      const own = principal.actor.kind === 'person' ? principal.actor.sessionId : undefined;
      return {
        ok: true,
        body: result,
        language,
        ...(unit.sessionToken ? { sessionToken: unit.sessionToken } : {}),
        ...(unit.sessionSeconds === undefined ? {} : { sessionSeconds: unit.sessionSeconds }),
        ...(own && unit.endedSessions.includes(own) ? { signedOut: true } : {}),
      };
    } catch (error) {
      if (command && (isSameCommand(error) || error instanceof Refusal)) {
        // The same command may have committed on another connection while this one was deciding.
        const committed = await storedCommand(command.actor, command.commandId);
        if (committed) return replay(committed, operation, hash, language);
      }
      throw error;
    }
  }

  return { execute, admit, inTransaction, runCommand, commandContext, authenticate, readTogether };
}

export type Pipeline = ReturnType<typeof makePipeline>;
