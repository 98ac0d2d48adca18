import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import { systemPrincipal } from '#kernel/server/pipeline/principal.ts';
import { type Composition, makeProgram, migrationSets, type Program } from '#kernel/server/program.ts';
import type { OpenNodeBus } from '#kernel/server/push/node-bus.ts';
import { newSessionToken } from '#kernel/server/sessions/session-store.ts';
import { cloneTestDatabase } from './test-database.ts';

/** What a refused call throws in tests. */
export class CallRefused extends Error {
  readonly code: string;
  readonly status: number;
  readonly facts: Record<string, unknown>;

  constructor(status: number, error: { code: string; message: string; facts: Record<string, unknown> }) {
    super(`${status} ${error.code}: ${error.message}`);
    this.code = error.code;
    this.status = status;
    this.facts = error.facts;
  }
}

export interface CallOptions {
  readonly commandId?: string;
  readonly language?: 'zh' | 'en';
  readonly file?: { bytes: Uint8Array; name: string; mediaType?: string };
  readonly headers?: Record<string, string>;
}

/** Somebody with a browser: calls over HTTP with a session cookie. */
export interface TestClient {
  readonly personId: string;
  /** The newest that a call was answered with; `raw` changes nothing. */
  readonly cookie: string;
  call<C extends OperationContract>(operation: C, input: CallInputOf<C>, options?: CallOptions): Promise<OutputOf<C>>;
  /** The answer as it came: status, headers, body. */
  raw(path: string, init?: RequestInit): Promise<Response>;
}

export interface TestProgram {
  readonly program: Program;
  readonly url: string;
  /** Moves the kernel clock forward and lets everything happen that is due. */
  advance(duration: Temporal.DurationLike): Promise<void>;
  /** Sets the kernel clock to an instant. */
  travelTo(instant: string): Promise<void>;
  settle(): Promise<void>;
  /** A signed-in person (session made directly; signing in has tests of its own). */
  as(personId: string): Promise<TestClient>;
  visitor(): TestClient;
  /** The browser that a session was begun in: with its cookie, and what it sends with every call. */
  withCookie(personId: string, cookie: string, headers?: Readonly<Record<string, string>>): TestClient;
  /** Runs a command as the system, with every permission: for makers. Gives its output. */
  system<C extends OperationContract>(operation: C, input: CallInputOf<C>): Promise<OutputOf<C>>;
  /** SQL as the database's owner, to look and to tamper. */
  sql<R extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<R[]>;
  /** Answers of jobs: waits for the job and gives its answer; throws CallRefused where it failed. */
  finish<A>(client: TestClient, started: unknown): Promise<A>;
  /** Starts another process's program on the same database and data folder, as behind a load balancer. */
  node(options?: { openBus?: OpenNodeBus | undefined }): Promise<TestNode>;
  stop(): Promise<void>;
}

/** A further program on the database of a test. */
export interface TestNode {
  readonly program: Program;
  readonly url: string;
  /** The same browser, whose requests arrive here. */
  through(client: TestClient): TestClient;
  stop(): Promise<void>;
}

/** Starts the program on a database of its own, listening on loopback. The clock begins on Monday 2026-03-02 09:00 in Shanghai. */
export async function startTestProgram(
  composition: Composition,
  options: {
    movableClock?: boolean;
    startAt?: string;
    logLevel?: string;
    /** Folder of the built web client, for journeys in a browser. */
    webFolder?: string;
    /** The address that people use, where something is told that leads back here. */
    publicUrl?: string;
    openBus?: OpenNodeBus;
  } = {},
): Promise<TestProgram> {
  const clone = await cloneTestDatabase(migrationSets(composition));
  const dataDir = mkdtempSync(join(tmpdir(), 'guiju-data-'));
  const made: Parameters<typeof makeProgram>[0] = {
    database: clone.access,
    dataDir,
    composition,
    log: pino({ level: options.logLevel ?? (process.env.GUIJU_TEST_LOG || 'fatal') }),
    version: 'test',
    migrated: true,
    movableClock: options.movableClock ?? false,
    poolSizes: { write: 6, read: 6, steady: 4 },
    publicUrl: options.publicUrl,
  };
  const program = await makeProgram({ ...made, openBus: options.openBus });
  const { kernel } = program;
  const setClock = (instant: Temporal.Instant) =>
    kernel.clock.setOffsetMs(instant.epochMilliseconds - Temporal.Now.instant().epochMilliseconds);
  setClock(Temporal.Instant.from(options.startAt ?? '2026-03-02T09:00:00+08:00'));
  await program.start();
  async function listening(running: Program) {
    const made = await running.http({
      trustProxy: [],
      webFolder: options.webFolder ?? join(dataDir, 'no-web'),
      openApi: () => ({}),
    });
    await made.listen({ port: 0, host: '127.0.0.1' });
    return { server: made, url: `http://127.0.0.1:${(made.server.address() as AddressInfo).port}` };
  }
  const { server, url } = await listening(program);
  const client = (personId: string, cookie: string, always?: Readonly<Record<string, string>>) =>
    clientAt(url, personId, cookie, always);

  function clientAt(
    url: string,
    personId: string,
    firstCookie: string,
    always: Readonly<Record<string, string>> = {},
  ): TestClient {
    let cookie = firstCookie;
    const raw = (path: string, init: RequestInit = {}) =>
      fetch(`${url}${path}`, {
        ...init,
        headers: { ...always, ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string>) },
      });
    return {
      personId,
      get cookie() {
        return cookie;
      },
      raw,
      call: async <C extends OperationContract>(
        operation: C,
        input: CallInputOf<C>,
        call: CallOptions = {},
      ): Promise<OutputOf<C>> => {
        const writes = operation.kind !== 'query' && operation.kind !== 'download';
        const headers: Record<string, string> = {
          'accept-language': call.language ?? 'zh',
          ...(writes ? { 'guiju-command-id': call.commandId ?? crypto.randomUUID() } : {}),
          ...call.headers,
        };
        let body: string | Uint8Array<ArrayBuffer>;
        if (call.file) {
          headers['guiju-input'] = Buffer.from(JSON.stringify(input)).toString('base64url');
          headers['guiju-file-name'] = encodeURIComponent(call.file.name);
          headers['content-type'] = call.file.mediaType ?? 'application/octet-stream';
          body = new Uint8Array(call.file.bytes);
        } else {
          headers['content-type'] = 'application/json';
          body = JSON.stringify(input);
        }
        const response = await raw(`/api/v1/${operation.name}`, { method: 'POST', headers, body });
        const renewed = response.headers.get('set-cookie')?.split(';', 1)[0];
        if (cookie && !headers.cookie && renewed && !renewed.endsWith('=')) cookie = renewed;
        if (operation.kind === 'download' && response.ok) {
          return {
            bytes: new Uint8Array(await response.arrayBuffer()),
            mediaType: response.headers.get('content-type'),
          } as never;
        }
        const answer = (await response.json()) as never;
        if (!response.ok)
          throw new CallRefused(
            response.status,
            (answer as { error: ConstructorParameters<typeof CallRefused>[1] }).error,
          );
        return answer;
      },
    };
  }

  const settle = () => program.settle();
  return {
    program,
    url,
    settle,
    advance: async (duration) => {
      await settle();
      const now = kernel.clock.now();
      const zoned = now.toZonedDateTimeISO('Asia/Shanghai').add(duration);
      kernel.clock.setOffsetMs(kernel.clock.offsetMs() + (zoned.epochMilliseconds - now.epochMilliseconds));
      await settle();
    },
    travelTo: async (instant) => {
      await settle();
      setClock(Temporal.Instant.from(instant));
      await settle();
    },
    as: async (personId) => {
      const { token, hash } = newSessionToken();
      const now = kernel.clock.now();
      await kernel.database.writePool.query(
        `insert into kernel.session (id, token_hash, person_id, strength, made_at, fresh_at, seen_at, ends_at, address, agent)
         values ($1, $2, $3, 'password', $4, $4, $4, $5, '127.0.0.1', 'test')`,
        [kernel.newId(), hash, personId, now.toString(), now.add({ hours: 24 * 365 * 3 }).toString()],
      );
      // Tests move the clock by days; an idle session would end on the way, which tests of sessions look at on their own.
      await kernel.database.writePool.query('update kernel.session set seen_at = ends_at where token_hash = $1', [
        hash,
      ]);
      return client(personId, `guiju=${token}`);
    },
    visitor: () => client('', ''),
    withCookie: client,
    system: async (operation, input) => {
      const result = await program.pipeline.execute({
        operation: operation.name,
        input,
        as: { principal: systemPrincipal('test', 'all') },
        address: '',
        agent: '',
        via: 'test',
        requestId: 'test',
      });
      if (!result.ok) {
        if ('failure' in result)
          throw new CallRefused(result.failure.status, {
            code: result.failure.code,
            message: JSON.stringify(result.facts),
            facts: { ...result.facts },
          });
        throw new Error('fault; run with GUIJU_TEST_LOG=error to see it');
      }
      return ('body' in result ? result.body : result.file) as never;
    },
    sql: async <R extends object>(text: string, values?: unknown[]) => {
      const { default: pg } = await import('pg');
      const owner = new pg.Client({ ...clone.access.owner, options: '-c timezone=UTC' });
      await owner.connect();
      try {
        return (await owner.query(text, values)).rows as R[];
      } finally {
        await owner.end();
      }
    },
    finish: async <A>(starter: TestClient, started: unknown) => {
      const { readJob } = await import('#kernel/contract/kernel-operations.ts');
      await settle();
      const { jobId } = started as { jobId: string };
      const job = await starter.call(readJob, { jobId });
      if (job.failure) throw new CallRefused(409, job.failure);
      if (job.state !== 'done') throw new Error(`job is ${job.state}`);
      return job.answer as A;
    },
    node: async ({ openBus } = {}) => {
      // Two test files at once share the server's sixty connections.
      const other = await makeProgram({ ...made, openBus, poolSizes: { write: 3, read: 3, steady: 2 } });
      other.kernel.clock.setOffsetMs(kernel.clock.offsetMs());
      await other.start();
      const own = await listening(other);
      return {
        program: other,
        url: own.url,
        through: ({ personId, cookie }) => clientAt(own.url, personId, cookie),
        stop: async () => {
          await own.server.close();
          await other.stop();
        },
      };
    },
    stop: async () => {
      await server.close();
      await program.stop();
      await clone.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
