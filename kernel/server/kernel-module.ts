import type { Readable } from 'node:stream';
import { CompiledQuery, type Kysely } from 'kysely';
import { z } from 'zod';
import { refuse } from '../contract/failure.ts';
import { invalidInput, notFound } from '../contract/kernel-failures.ts';
import {
  changeSetting,
  clockMoved,
  exportEvidence,
  kernelContract,
  manageSettings,
  moveClock,
  readClock,
  readJob,
  readSettings,
  settingChanged,
} from '../contract/kernel-operations.ts';
import type { OutputOf } from '../contract/operation.ts';
import type { SettingContract } from '../contract/setting.ts';
import type { Language } from '../contract/words.ts';
import type { Clock } from './clock.ts';
import { handle, recurring, type ServerModule, serverModule } from './define-module.ts';

/** Blobs that no row names are removed: what was refused on the way, or cut off, a day after; what was removed, at once. */
const sweepBlobs = recurring<NoTables>()('kernel.sweepBlobs', '*/30 * * * *', async (context) => {
  const now = context.now.toString();
  await context.db.executeQuery(CompiledQuery.raw('delete from kernel.resumable_upload where until <= $1', [now]));
  const { rows } = await context.db.executeQuery<{ id: string }>(
    CompiledQuery.raw('delete from kernel.loose_blob where until <= $1 returning id', [now]),
  );
  // Again where this transaction fails; a blob that isn't there is no fault.
  for (const { id } of rows) {
    await context.blobs.remove(id);
    for (const made of ['thumb', 'large']) await context.blobs.remove(`${id}.${made}`);
  }
});

type NoTables = Record<never, never>;

interface SettingRow {
  readonly name: string;
  readonly employer_id: string | null;
  readonly value: unknown;
}

/** How long an answer is kept for a command that comes again, and a finished job for who started it. */
const keptDays = 30;

/** Every night: answers, finished jobs and long ended sessions go (network and security logs stay six months, Z18). */
const sweep = recurring<NoTables>()('kernel.sweep', '17 3 * * *', async (context) => {
  const before = (days: number) => context.now.subtract({ hours: 24 * days }).toString();
  for (const [text, days] of [
    ['delete from kernel.command where at < $1', keptDays],
    [`delete from kernel.job where state <> 'queued' and ended_at < $1`, keptDays],
    ['delete from kernel.former_token where until < $1', 1],
    ['delete from kernel.session where coalesce(ended_at, ends_at) < $1', 190],
  ] as const) {
    await context.db.executeQuery(CompiledQuery.raw(text, [before(days)]));
  }
});

/** Whether a reach covers the company, or one employer of it. */
const mayAt = (reach: { company: boolean; employerIds: readonly string[] }, employerId: string | undefined): boolean =>
  reach.company || (employerId !== undefined && reach.employerIds.includes(employerId));

/** The kernel's own operations: jobs, settings, the movable clock of a sample. */
export function kernelModule(deps: {
  clock: Clock;
  movable: boolean;
  readJob: (jobId: string, personId: string, language: Language) => Promise<OutputOf<typeof readJob>>;
  settings: () => readonly SettingContract[];
  /** Sets off for a later time by the kernel's clock, stopping at everything that is due on the way. */
  travel: (target: Temporal.Instant) => void;
  /** The chain of evidence as lines of JSON. */
  exportEvidence: (withContent: boolean) => Readable;
}): ServerModule {
  const rowsOf = async (db: Pick<Kysely<NoTables>, 'getExecutor'>, employerId: string | undefined) => {
    const executor = db as unknown as Kysely<NoTables>;
    const found = await executor.executeQuery<SettingRow>(
      CompiledQuery.raw(
        'select name, employer_id, value from kernel.setting where employer_id is null or employer_id = $1',
        [employerId ?? null],
      ),
    );
    return found.rows;
  };
  return serverModule({
    contract: kernelContract,
    recurring: [sweep, sweepBlobs],
    handlers: [
      handle<NoTables>()(readJob, async (context, { jobId }) =>
        deps.readJob(jobId, context.person().personId, context.language),
      ),
      handle<NoTables>()(readSettings, async (context, { employerId, names }) => {
        const rows = await rowsOf(context.db, employerId);
        const values = deps
          .settings()
          .filter((setting) => !names || names.includes(setting.name))
          .map((setting) => {
            const own = rows.find((row) => row.name === setting.name && row.employer_id !== null);
            const company = rows.find((row) => row.name === setting.name && row.employer_id === null);
            const chosen = own ?? company;
            const parsed = chosen ? setting.shape.safeParse(chosen.value) : undefined;
            const known = parsed?.success ? parsed : undefined;
            return {
              name: setting.name,
              words: { ...setting.words },
              parts: { ...setting.parts },
              setAt: setting.setAt ?? null,
              scope: setting.scope,
              value: (known ? known.data : setting.initial) as unknown,
              from: known ? (own ? ('employer' as const) : ('company' as const)) : ('initial' as const),
              shape: z.toJSONSchema(setting.shape) as Record<string, unknown>,
              // What holds for the company is nobody's to change whose permission ends at an employer.
              mayChange:
                context.may(manageSettings) &&
                mayAt(context.reach(setting.changedBy), setting.scope === 'company' ? undefined : employerId),
            };
          });
        return { values };
      }),
      handle<NoTables>()(changeSetting, async (context, { name, employerId, value }) => {
        const setting = deps.settings().find((candidate) => candidate.name === name);
        if (!setting || (employerId !== undefined && setting.scope === 'company')) throw refuse(notFound);
        context.require(setting.changedBy);
        const reach = context.reach(setting.changedBy);
        if (!mayAt(reach, employerId)) throw refuse(notFound);
        const parsed = setting.shape.safeParse(value);
        if (!parsed.success) {
          const what = parsed.error.issues[0]?.message ?? '';
          throw refuse(invalidInput, { where: setting.words[context.language], what, problems: [] });
        }
        await context.db.executeQuery(
          CompiledQuery.raw(
            `insert into kernel.setting (name, employer_id, value, at, by_person_id) values ($1, $2, $3, $4, $5)
             on conflict (name, employer_id) do update set value = excluded.value, at = excluded.at, by_person_id = excluded.by_person_id`,
            [
              name,
              employerId ?? null,
              JSON.stringify(parsed.data),
              context.now.toString(),
              context.actor.kind === 'person' ? context.actor.personId : null,
            ],
          ),
        );
        context.about('setting', name);
        context.emit(settingChanged, { name, employerId: employerId ?? null });
        return {};
      }),
      handle<NoTables>()(readClock, async (context) => ({
        now: context.now.toString(),
        movable: deps.movable,
        offsetMs: deps.clock.offsetMs(),
      })),
      handle<NoTables>()(exportEvidence, async (context, { withContent }) => ({
        bytes: deps.exportEvidence(withContent),
        name: `guiju-evidence-${context.now.toString().slice(0, 10)}.ndjson`,
        mediaType: 'application/x-ndjson',
      })),
      handle<NoTables>()(moveClock, async (context, { minutes }) => {
        if (!deps.movable) throw refuse(notFound);
        const target = context.now.add({ minutes });
        const offsetMs = deps.clock.offsetMs() + minutes * 60_000;
        await context.db.executeQuery(CompiledQuery.raw('update kernel.clock set offset_ms = $1', [offsetMs]));
        context.emit(clockMoved, { offsetMs });
        context.afterCommit(() => deps.travel(target));
        return { now: context.now.add({ minutes }).toString() };
      }),
    ],
  });
}
