import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Kysely } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import type { EventContract, Topic } from '../contract/event.ts';
import { kernelContract } from '../contract/kernel-operations.ts';
import type { ModuleContract } from '../contract/module-contract.ts';
import type { SettingContract } from '../contract/setting.ts';
import { type AuthorityPort, rememberAuthority } from './authority.ts';
import { diskBlobStore } from './blobs/disk-blob-store.ts';
import { anchorErasures } from './chain/anchored-erasures.ts';
import { makeEvidenceAccess } from './chain/evidence-access.ts';
import { openEvidenceKeys } from './chain/evidence-keys.ts';
import { exportEvidence } from './chain/export-evidence.ts';
import { linkPending } from './chain/link-pending.ts';
import { makeSealedSecrets } from './chain/sealed-secrets.ts';
import { signHead } from './chain/sign-head.ts';
import { makeClock } from './clock.ts';
import { type DatabaseAccess, openDatabase, outliveLostConnections } from './database/database.ts';
import { migrate } from './database/migrate.ts';
import type { Guard, Handler, ServerModule, TogetherHandler } from './define-module.ts';
import { makeEventsAfter } from './events/missed-events.ts';
import { makeRelay } from './events/relay.ts';
import { makeSubscribers } from './events/subscribers.ts';
import { makeHttpServer } from './http/http-server.ts';
import { makeJobLoop } from './jobs/job-loop.ts';
import type { Kernel } from './kernel.ts';
import { kernelModule } from './kernel-module.ts';
import { makeNewId } from './new-id.ts';
import { makeOutsideLoop } from './outside/outside-loop.ts';
import { databaseTrouble } from './pipeline/database-trouble.ts';
import { makePipeline } from './pipeline/pipeline.ts';
import { makeRateLimiter } from './pipeline/rate-limiter.ts';
import { type NodeBus, type OpenNodeBus, openAlone } from './push/node-bus.ts';
import { makePushHub } from './push/push-hub.ts';
import { effectiveSetting } from './settings/read-setting.ts';
import { makeTimerLoop } from './timers/timer-loop.ts';
import { makeWorkLoop } from './work-loop.ts';

/** What the program is made of, beside the kernel. */
export interface Composition {
  /** Lower layers first; the order of migrations. */
  readonly modules: readonly ServerModule[];
  readonly authority: (
    db: Kysely<never>,
    now: () => Temporal.Instant,
    contracts: readonly ModuleContract[],
  ) => AuthorityPort;
  /** The company's time zone, for work at set times. */
  readonly timeZone: (db: Kysely<never>) => Promise<string>;
}

export interface ProgramOptions {
  readonly database: DatabaseAccess;
  readonly dataDir: string;
  readonly composition: Composition;
  readonly log: Logger;
  /** Version of the program: shown to clients, which reload themselves when it changes. */
  readonly version: string;
  /** The folder where other systems leave files, where one is configured. */
  readonly inbox?: string | undefined;
  /** The address that people use, where one is configured. */
  readonly publicUrl?: string | undefined;
  /** The clock may be moved by an administrator (sample company). */
  readonly movableClock?: boolean;
  /** A database that was migrated already (tests clone a template). */
  readonly migrated?: boolean;
  /** How it hears of the other processes on this database; alone by default. */
  readonly openBus?: OpenNodeBus | undefined;
  readonly poolSizes?: { write: number; read: number; steady: number };
}

/** The folder of the kernel's own migrations, and each module's after it. */
export function migrationSets(composition: Composition) {
  return [
    { schema: 'kernel', folder: new URL('./migrations/', import.meta.url) },
    ...composition.modules.flatMap((module) =>
      module.migrations ? [{ schema: module.contract.name.replaceAll('-', '_'), folder: module.migrations }] : [],
    ),
  ];
}

/** Makes the running program: migrates, opens, wires. `start` sets the background loops going, `http` makes the server. */
export async function makeProgram(options: ProgramOptions) {
  const { composition, log } = options;
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  if (!options.migrated) {
    const applied = await migrate(options.database.owner, migrationSets(composition));
    if (applied.length > 0) log.info({ applied }, 'migrated');
  }
  const database = openDatabase(options.database, options.poolSizes);
  const keysPool = new pg.Pool({
    ...options.database.app,
    max: 1,
    options: '-c timezone=UTC',
    idleTimeoutMillis: 5_000,
  });
  outliveLostConnections(keysPool);
  const evidenceKeys = await openEvidenceKeys({ directory: join(options.dataDir, 'keys'), client: keysPool });
  const stored = await database.readPool.query<{ offset_ms: number }>('select offset_ms from kernel.clock');
  const clock = makeClock(stored.rows[0]?.offset_ms ?? 0);
  const epochs = await database.readPool.query<{ epoch: string }>('select epoch from kernel.epoch');
  const epoch = epochs.rows[0]?.epoch ?? '';
  const newId = makeNewId(clock);

  const kernelFace = kernelModule({
    clock,
    movable: options.movableClock ?? false,
    readJob: (jobId, personId, language) => jobs.read(jobId, personId, language),
    settings: () =>
      [kernelContract, ...composition.modules.map(({ contract }) => contract)].flatMap(({ settings }) => settings),
    travel: (target) => {
      travelling = travelTo(target).catch((error) => log.error({ err: error }, 'the clock could not be moved'));
    },
    exportEvidence: (withContent) => {
      const lines = new PassThrough();
      (async () => {
        const client = await database.writePool.connect();
        try {
          await exportEvidence(client, evidenceKeys, lines, {
            at: clock.now(),
            ...(withContent ? {} : { show: () => false }),
          });
        } finally {
          client.release();
        }
      })().catch((error) => lines.destroy(error));
      return lines;
    },
  });
  const modules = [kernelFace, ...composition.modules];
  const handlers = new Map<string, Handler | TogetherHandler>();
  const guards = new Map<string, Guard[]>();
  const events = new Map<string, EventContract>();
  for (const module of modules) {
    for (const handler of module.handlers) handlers.set(handler.operation.name, handler);
    for (const event of module.contract.events) events.set(`${event.name} ${event.version}`, event);
    for (const guard of module.guards)
      guards.set(guard.operation.name, [...(guards.get(guard.operation.name) ?? []), guard]);
  }
  for (const name of guards.keys())
    if (!handlers.has(name)) throw new Error(`a guard stands before ${name}, which no module has`);

  const contracts = modules.map((module) => module.contract);
  const authority = rememberAuthority(composition.authority(database.read, () => clock.now(), contracts));
  const kernel: Kernel = {
    clock,
    newId,
    log,
    database,
    blobs: diskBlobStore(join(options.dataDir, 'blobs')),
    authority,
    applications: modules
      .find((module) => module.applicationKeys)
      ?.applicationKeys?.({ read: database.read, write: database.write, now: () => clock.now() }),
    rateLimiter: makeRateLimiter(),
    contracts,
    handlers,
    guardsOf: (operation) => guards.get(operation) ?? [],
    eventContract: (name, version) => events.get(`${name} ${version}`),
    pokeRelay: () => relay.poke(),
    pokeTimers: () => timers.poke(),
    signal: (topic, name, facts) => {
      hub.signal(topic, name, facts);
      bus?.tell({ kind: 'signal', topic, name, facts });
    },
    atScreen: (personIds) => new Set(personIds.filter((personId) => hub.presence.isHere(personId))),
    closeSessions: (ids) => {
      hub.closeSessions(ids);
      bus?.tell({ kind: 'sessionsEnded', sessionIds: ids });
    },
    queueJob: (unit, principal, operation, input) => jobs.queue(unit, principal, operation, input),
    evidenceKeys,
    evidence: makeEvidenceAccess({
      pool: database.writePool,
      read: database.readPool,
      keys: evidenceKeys,
      now: () => clock.now(),
    }),
    secrets: makeSealedSecrets({ read: database.readPool, keys: evidenceKeys, now: () => clock.now() }),
    publicUrl: options.publicUrl?.replace(/\/+$/, ''),
    inbox: options.inbox,
  };

  const companySetting = async <S extends SettingContract>(setting: S): Promise<S['initial']> => {
    const { rows } = await database.readPool.query<{ employer_id: null; value: unknown }>(
      'select employer_id, value from kernel.setting where name = $1 and employer_id is null',
      [setting.name],
    );
    return effectiveSetting(setting, rows);
  };
  const topicSources = modules.flatMap((module) => (module.topicsOf ? [module.topicsOf] : []));
  const hub = makePushHub({
    log,
    program: options.version,
    epoch: () => epoch,
    head: () => relay.seen(),
    eventContract: kernel.eventContract,
    topicsOf: async ({ personId, employerId }) => {
      const own: Topic[] = [`person:${personId}`, `employer:${employerId}`, 'company'];
      const reaches = (await authority.load(personId))?.reaches ?? new Map();
      const others = await Promise.all(
        topicSources.map((topicsOf) => topicsOf(database.read, personId, reaches, pipeline.readTogether)),
      );
      return [...own, ...others.flat()];
    },
    eventsAfter: makeEventsAfter(database),
    node: newId(),
    tellPresence: (message) => bus?.tell(message),
    presenceShown: async (personIds) => {
      const asked = modules.flatMap(({ presenceShown }) =>
        presenceShown ? [presenceShown(database.read, personIds, companySetting)] : [],
      );
      return new Set((await Promise.all(asked)).flat());
    },
  });
  const evidence = makeWorkLoop({
    name: 'evidence',
    pollMs: 5_000,
    log,
    isPassing: (error) => databaseTrouble(error) !== undefined,
    work: async () => {
      for (;;) {
        const { linked, lost } = await linkPending(database.steadyPool, { limit: 500, at: clock.now() });
        if (linked === 0 && !lost) return;
      }
    },
  });
  let linkSoon: NodeJS.Timeout | undefined;
  const relay = makeRelay({
    database,
    clock,
    log,
    handOut: (batch) => {
      if (batch.some((event) => events.get(`${event.name} ${event.version}`)?.changesAuthority)) authority.forget();
      hub.deliver(batch);
      subscribers.wake(batch);
    },
    tellOthers: (numbered) => bus?.tell({ kind: 'numbered', upTo: numbered.at(-1)?.number ?? 0, events: numbered }),
    afterBatch: async () => {
      // Nobody waits for a link: where much happens, a tenth of a second's evidence is linked at once.
      linkSoon ??= setTimeout(() => {
        linkSoon = undefined;
        evidence.poke();
      }, 100).unref();
    },
  });
  const pipeline = makePipeline(kernel);
  const subscribers = makeSubscribers(
    kernel,
    pipeline,
    modules.flatMap((module) => module.subscribers),
  );
  const timers = makeTimerLoop(
    kernel,
    pipeline,
    modules.flatMap((module) => module.timers),
    modules.flatMap((module) => module.recurring),
    () => composition.timeZone(database.read),
  );
  const jobs = makeJobLoop(kernel, pipeline);
  const outside = makeOutsideLoop(
    kernel,
    pipeline,
    modules.flatMap((module) => module.outside),
  );
  let bus: NodeBus | undefined;
  /** A session that ran out, or that another process ended without being heard, holds no connection any longer. */
  const endedSessions = makeWorkLoop({
    name: 'sessions',
    pollMs: 60_000,
    log,
    isPassing: (error) => databaseTrouble(error) !== undefined,
    work: async () => {
      const held = hub.sessionIds();
      if (held.length === 0) return;
      const { rows } = await database.readPool.query<{ id: string }>(
        'select id from kernel.session where id = any($1::uuid[]) and (ended_at is not null or ends_at <= $2)',
        [held, clock.now().toString()],
      );
      hub.closeSessions(rows.map((row) => row.id));
    },
  });
  let signing: NodeJS.Timeout | undefined;
  const sign = async (): Promise<void> => {
    try {
      await signHead(database.writePool, evidenceKeys, clock.now());
      await anchorErasures(database.writePool, evidenceKeys, clock.now());
    } catch (error) {
      log.warn({ err: error }, 'the head of the evidence chain could not be signed');
    }
  };

  async function settle(): Promise<void> {
    for (;;) {
      await jobs.settle();
      await timers.settle();
      await relay.settle();
      await subscribers.settle();
      await outside.settle();
      await hub.settle();
      await evidence.settle();
      const left = await database.readPool.query<{ pending: number }>(
        'select count(*) as pending from kernel.event_pending',
      );
      if (
        left.rows[0]?.pending === 0 &&
        !relay.busy() &&
        !subscribers.busy() &&
        !timers.busy() &&
        !jobs.busy() &&
        !outside.busy() &&
        !hub.busy()
      )
        return;
    }
  }

  async function moveClockTo(instant: Temporal.Instant): Promise<void> {
    while (timers.busy()) await timers.settle();
    const ahead = instant.epochMilliseconds - clock.now().epochMilliseconds;
    if (ahead > 0) clock.setOffsetMs(clock.offsetMs() + ahead);
  }

  let travelling: Promise<void> = Promise.resolve();
  let stopping = false;

  async function travelTo(target: Temporal.Instant): Promise<void> {
    while (!stopping) {
      const due = await timers.nextDueAt();
      if (!due || Temporal.Instant.compare(due, target) > 0) break;
      await moveClockTo(due);
      await settle();
    }
    await moveClockTo(target);
    timers.poke();
  }

  return {
    kernel,
    pipeline,
    hub,
    evidence,
    epoch,
    contracts,
    /** Signs where the evidence chain ends now; done every minute and at an orderly stop. */
    signHead: () => signHead(database.writePool, evidenceKeys, clock.now()),
    http: (http: Omit<Parameters<typeof makeHttpServer>[3], 'health' | 'entrances' | 'gateways'>) =>
      makeHttpServer(kernel, pipeline, hub, {
        ...http,
        entrances: modules.flatMap((module) => module.entrances),
        gateways: modules.flatMap((module) => module.gateways),
        health: async () => {
          try {
            const asked = await database.readPool.query<{ pending: number; parked: number }>(
              `select (select count(*) from kernel.event_pending) as pending, (select count(*) from kernel.parked_event) as parked`,
            );
            return {
              ok: true,
              facts: { version: options.version, database: 'ok', ...asked.rows[0], connections: hub.connections() },
            };
          } catch {
            return { ok: false, facts: { version: options.version, database: 'away' } };
          }
        },
      }),
    async start(): Promise<void> {
      await relay.start();
      bus = await (options.openBus ?? openAlone)(epoch, (message) => {
        if (message.kind === 'numbered') relay.take(message.upTo, message.events);
        else if (message.kind === 'signal') hub.signal(message.topic, message.name, message.facts);
        else if (message.kind === 'presence') hub.presence.take(message);
        else hub.closeSessions(message.sessionIds);
      });
      hub.presence.start();
      endedSessions.start();
      await subscribers.start();
      evidence.start();
      timers.start();
      jobs.start();
      outside.start();
      signing = setInterval(sign, 60_000);
      signing.unref();
    },
    /**
     * Moves the clock forward to this instant, never back, while no timer is at work: one that has begun sees one time. For
     * the making of a sample; it isn't stored.
     */
    moveClockTo,
    /** When the next timer is due; whoever moves the clock far stops there on the way. */
    nextDueAt: () => timers.nextDueAt(),
    /** Waits until everything that was set going is done: events numbered, subscribers caught up, due timers and jobs run. */
    settle: async (): Promise<void> => {
      await travelling;
      await settle();
    },
    async stop(): Promise<void> {
      stopping = true;
      await travelling;
      clearInterval(signing);
      await jobs.stop();
      await outside.stop();
      await timers.stop();
      await relay.stop();
      await endedSessions.stop();
      await bus?.close();
      await subscribers.stop();
      clearTimeout(linkSoon);
      await evidence.stop();
      await sign();
      hub.close();
      await database.close();
      await keysPool.end();
    },
  };
}

export type Program = Awaited<ReturnType<typeof makeProgram>>;
