import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import type { Clock } from '#kernel/server/clock.ts';
import { type Principal, personPrincipal, visitorPrincipal } from '#kernel/server/pipeline/principal.ts';
import type { Program } from '#kernel/server/program.ts';
import type { SeededRandom } from '../domain/seeded-random.ts';

/** Somebody who does things in the sample, with their own rights, through the pipeline that everybody goes through. */
export interface Doer {
  readonly personId: string;
  call<C extends OperationContract>(operation: C, input: CallInputOf<C>): Promise<OutputOf<C>>;
}

/** Where the sample happens: a running program, its clock, chance, and what is planned. */
export interface SampleWorld {
  readonly program: Program;
  readonly random: SeededRandom;
  now(): Temporal.Instant;
  visitor: Omit<Doer, 'personId'>;
  as(personId: string): Doer;
  /** Plans something; what is planned after the end of the sample never happens. */
  plan(at: Temporal.Instant, what: () => Promise<void>): void;
  /** Lets everything planned happen in the order of time, timers in between, up to this instant. */
  runUntil(end: Temporal.Instant, progress: (at: Temporal.Instant) => void): Promise<void>;
}

interface Planned {
  readonly at: Temporal.Instant;
  readonly atMs: number;
  readonly what: () => Promise<void>;
}

/** Makes the world on a program whose loops run and whose clock stands at the beginning. */
export function sampleWorld(program: Program, random: SeededRandom): SampleWorld {
  const { kernel } = program;
  const clock: Clock = kernel.clock;
  const sessions = new Map<string, string>();
  const planned: Planned[] = [];

  async function execute(operation: OperationContract, input: unknown, principal: Principal): Promise<unknown> {
    const answer = await program.pipeline.execute({
      operation: operation.name,
      input,
      as: { principal },
      address: '',
      agent: 'sample',
      via: 'cli',
      requestId: 'sample',
    });
    if (answer.ok && 'sessionToken' in answer) await remember(answer.sessionToken);
    if (answer.ok) return 'body' in answer ? answer.body : answer.file;
    const what = 'failure' in answer ? `${answer.failure.code} ${JSON.stringify(answer.facts)}` : 'a fault';
    throw new Error(`the sample met ${what} at ${operation.name} ${clock.now()}`);
  }

  /** In the session that somebody has begun they act from now on. */
  async function remember(token: string | undefined): Promise<void> {
    const { actor } = (await program.pipeline.authenticate(token, undefined, 'zh')).principal;
    if (actor.kind === 'person') sessions.set(actor.personId, actor.sessionId);
  }

  async function travelTo(instant: Temporal.Instant): Promise<void> {
    for (;;) {
      const due = await program.nextDueAt();
      if (!due || Temporal.Instant.compare(due, instant) > 0) break;
      await program.moveClockTo(due);
      await program.settle();
    }
    await program.moveClockTo(instant);
  }

  return {
    program,
    random,
    now: () => clock.now(),
    visitor: { call: (operation, input) => execute(operation, input, visitorPrincipal('zh')) as never },
    as: (personId) => ({
      personId,
      call: async (operation, input) => {
        const authority = await kernel.authority.load(personId);
        const sessionId = sessions.get(personId);
        if (!authority || !sessionId) throw new Error(`${personId} can't act in the sample: left, or never signed in`);
        const { employerId, language } = authority;
        const freshAt = clock.now().toString();
        return execute(
          operation,
          input,
          personPrincipal(
            { kind: 'person', personId, employerId, sessionId, strength: 'password', freshAt },
            authority,
            language,
          ),
        ) as never;
      },
    }),
    plan: (at, what) => {
      const atMs = at.epochMilliseconds;
      planned.splice(planned.findLastIndex((other) => other.atMs <= atMs) + 1, 0, { at, atMs, what });
    },
    runUntil: async (end, progress) => {
      for (let next = planned[0]; next && Temporal.Instant.compare(next.at, end) <= 0; next = planned[0]) {
        planned.shift();
        await travelTo(next.at);
        progress(next.at);
        await next.what();
      }
      await travelTo(end);
      await program.settle();
    },
  };
}
