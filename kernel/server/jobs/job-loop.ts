import { CompiledQuery } from 'kysely';
import type { Actor } from '../../contract/actor.ts';
import { Refusal, refuse } from '../../contract/failure.ts';
import { notFound } from '../../contract/kernel-failures.ts';
import type { OperationContract } from '../../contract/operation.ts';
import { fillWords } from '../../contract/words.ts';
import { prepared } from '../database/prepared.ts';
import type { Kernel } from '../kernel.ts';
import { databaseTrouble } from '../pipeline/database-trouble.ts';
import type { Pipeline, Unit } from '../pipeline/pipeline.ts';
import { type Principal, personPrincipal, systemPrincipal } from '../pipeline/principal.ts';
import { makeWorkLoop } from '../work-loop.ts';

/** Asked every other second, so without a transaction; in the words of the index on what is queued. */
const isQueued = prepared('kernel.isQueued', `select from kernel.job where state = 'queued' limit 1`);

interface JobRow {
  readonly id: string;
  readonly operation: string;
  readonly actor: Actor;
  readonly input: unknown;
  readonly blob: string | null;
  readonly file_name: string | null;
  readonly media_type: string | null;
}

interface JobState {
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly answer?: unknown;
  readonly failure?: { code: string; message: string; facts: Record<string, unknown> };
}

/**
 * Long commands. A job runs in one transaction that also marks it done: all or nothing, and one whose process died is
 * simply run again. Progress is told to the person who started it, and isn't durable on purpose.
 */
export function makeJobLoop(kernel: Kernel, pipeline: Pipeline) {
  const progress = new Map<string, { done: number; total: number; told: number }>();

  function tell(job: { id: string; actor: Actor }, state: JobState['state']): void {
    if (job.actor.kind !== 'person') return;
    const { done, total } = progress.get(job.id) ?? { done: 0, total: 0 };
    kernel.signal(`person:${job.actor.personId}`, 'kernel.jobProgress', { jobId: job.id, done, total, state });
  }

  async function queue(
    unit: Unit,
    principal: Principal,
    operation: OperationContract,
    input: unknown,
  ): Promise<{ jobId: string }> {
    const jobId = kernel.newId();
    const blob = unit.request.file ? await kernel.blobs.put(unit.request.file.bytes) : null;
    await unit.trx.executeQuery(
      CompiledQuery.raw(
        `insert into kernel.job (id, operation, actor, input, blob, file_name, media_type, state, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, 'queued', $8)`,
        [
          jobId,
          operation.name,
          JSON.stringify(principal.actor),
          JSON.stringify(input),
          blob,
          unit.request.file?.name ?? null,
          unit.request.file?.mediaType ?? null,
          unit.now.toString(),
        ],
      ),
    );
    unit.effects.push(() => loop.poke());
    return { jobId };
  }

  async function principalOf(actor: Actor): Promise<Principal> {
    if (actor.kind !== 'person') return systemPrincipal('kernel.job', 'all');
    const authority = await kernel.authority.load(actor.personId);
    if (!authority) throw refuse(notFound);
    return personPrincipal(actor, authority, authority.language);
  }

  async function runNext(): Promise<boolean> {
    let job: JobRow | undefined;
    try {
      const request = { via: 'job' as const, requestId: 'job', address: '', agent: '' };
      await pipeline.inTransaction(
        request,
        undefined,
        async (unit) => {
          job = undefined;
          const next = await unit.trx.executeQuery<JobRow>(
            CompiledQuery.raw(
              `select id, operation, actor, input, blob, file_name, media_type from kernel.job where state = 'queued'
               order by made_at for update skip locked limit 1`,
            ),
          );
          const row = next.rows[0];
          if (!row) return;
          job = row;
          progress.set(row.id, { done: 0, total: 0, told: 0 });
          tell(row, 'running');
          const bytes = row.blob ? await kernel.blobs.get(row.blob) : undefined;
          const ownUnit: Unit = {
            ...unit,
            request: {
              ...request,
              requestId: `job-${row.id}`,
              file: bytes ? { bytes, name: row.file_name ?? '', mediaType: row.media_type ?? '' } : undefined,
            },
            progress: (done, total) => {
              const held = progress.get(row.id);
              if (!held) return;
              held.done = done;
              held.total = total;
              const now = performance.now();
              if (now - held.told > 150 || done === total) {
                held.told = now;
                tell(row, 'running');
              }
            },
          };
          const answer = await pipeline.runCommand(ownUnit, row.operation, row.input, await principalOf(row.actor));
          unit.changesAuthority ||= ownUnit.changesAuthority;
          await unit.trx.executeQuery(
            CompiledQuery.raw(`update kernel.job set state = 'done', answer = $2, ended_at = $3 where id = $1`, [
              row.id,
              JSON.stringify(answer ?? null),
              unit.now.toString(),
            ]),
          );
          unit.effects.push(() => {
            tell(row, 'done');
            progress.delete(row.id);
          });
        },
        { timeoutMs: 900_000 },
      );
      return job !== undefined;
    } catch (error) {
      if (!job || databaseTrouble(error)) throw error;
      const failure =
        error instanceof Refusal
          ? { code: error.failure.code, words: error.failure.words, facts: error.facts }
          : { code: 'kernel.fault', words: faultWords, facts: { id: job.id } };
      if (!(error instanceof Refusal))
        kernel.log.error({ err: error, job: job.id, operation: job.operation }, 'job failed');
      await kernel.database.writePool.query(
        `update kernel.job set state = 'failed', failure = $2, ended_at = $3 where id = $1`,
        [job.id, JSON.stringify(failure), kernel.clock.now().toString()],
      );
      tell(job, 'failed');
      progress.delete(job.id);
      return true;
    }
  }

  const loop = makeWorkLoop({
    name: 'jobs',
    pollMs: 2_000,
    log: kernel.log,
    isPassing: (error) => databaseTrouble(error) !== undefined,
    work: async () => {
      const { rowCount } = await kernel.database.steadyPool.query(isQueued, []);
      while (rowCount && (await runNext())) {
        // Until the queue is empty.
      }
    },
  });

  /** The state of a job, for the person who started it only. */
  async function read(jobId: string, personId: string, language: 'zh' | 'en'): Promise<JobState> {
    const found = await kernel.database.readPool.query<{
      state: 'queued' | 'done' | 'failed';
      actor: Actor;
      answer: unknown;
      failure: { code: string; words: { zh: string; en: string }; facts: Record<string, unknown> } | null;
    }>('select state, actor, answer, failure from kernel.job where id = $1', [jobId]);
    const row = found.rows[0];
    if (row?.actor.kind !== 'person' || row.actor.personId !== personId) throw refuse(notFound);
    const live = progress.get(jobId);
    return {
      state: row.state === 'queued' && live ? 'running' : row.state,
      done: live?.done ?? 0,
      total: live?.total ?? 0,
      ...(row.state === 'done' ? { answer: row.answer } : {}),
      ...(row.failure
        ? {
            failure: {
              code: row.failure.code,
              message: fillWords(row.failure.words, language, row.failure.facts),
              facts: row.failure.facts,
            },
          }
        : {}),
    };
  }

  return { ...loop, queue, read };
}

/** What a person reads when something went wrong that nobody foresaw. */
export const faultWords = {
  zh: '系统出错了，已记录（编号 {id}）。你填写的内容没有丢失，请稍后再试，或把编号告诉管理员。',
  en: 'Something went wrong on our side and was logged (number {id}). Nothing you typed is lost; try again later or tell an administrator the number.',
};
