import { visitorPrincipal } from '#kernel/server/pipeline/principal.ts';
import { makeProgram, type Program, type ProgramOptions } from '#kernel/server/program.ts';
import { StartFault } from '#kernel/server/start-fault.ts';
import { readSetUp } from '#modules/admin/contract/set-up.ts';
import { makeSample, type SampleSignIn } from './make-sample.ts';

/** How long the sample company has been at work. */
const weeks = 13;

/**
 * Makes the sample company in an empty database, before the program serves: on a program of its own, whose clock begins
 * thirteen weeks ago and ends at the present.
 *
 * @returns whom one can sign in as; undefined where the sample was made at an earlier start.
 * @throws StartFault `sample.realCompany` on the database of a real company, `sample.unfinished` where the making was broken off.
 */
export async function openSample(
  options: Omit<ProgramOptions, 'movableClock' | 'migrated'> & {
    /** The link to the set-up, whose secret the sample is set up with. */
    setupLink: (program: Program, address: string) => Promise<string | undefined>;
    /** How much is done, from 0 to 1, and what time it is in the sample. */
    progress: (done: number, at: Temporal.Instant) => void;
  },
): Promise<SampleSignIn[] | undefined> {
  const { app } = options.database;
  // Whatever a fault of the machine takes away leaves the sample unfinished, so nothing needs to wait for the disk.
  const unhurried = { ...app, options: `${app.options ?? ''} -c synchronous_commit=off` };
  const program = await makeProgram({
    ...options,
    database: { ...options.database, app: unhurried },
    movableClock: true,
  });
  try {
    const { clock, database } = program.kernel;
    const made = await database.readPool.query<{ done_at: string | null }>('select done_at from sample.company');
    if (made.rows[0]) {
      if (made.rows[0].done_at === null) throw unfinished(options.dataDir);
      return undefined;
    }
    if ((await setUpState(program)) === 'done') throw realCompany();

    const present = clock.now();
    const begin = present
      .toZonedDateTimeISO('Asia/Shanghai')
      .subtract({ weeks })
      .with({ hour: 8, minute: 40, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
    const monday = begin.subtract({ days: begin.dayOfWeek - 1 }).toInstant();
    await database.writePool.query('insert into sample.company (begun_at) values ($1)', [present.toString()]);
    clock.setOffsetMs(monday.epochMilliseconds - present.epochMilliseconds);
    await program.start();
    const secret = (await options.setupLink(program, ''))?.split('#')[1] ?? '';
    const signIns = await makeSample(program, { setUpSecret: secret, present, progress: options.progress });
    clock.setOffsetMs(0);
    await program.settle();
    await database.writePool.query('update sample.company set done_at = $1', [clock.now().toString()]);
    return signIns;
  } finally {
    await program.stop();
  }
}

async function setUpState(program: Program): Promise<string> {
  const answer = await program.pipeline.execute({
    operation: readSetUp.name,
    input: {},
    as: { principal: visitorPrincipal('zh') },
    address: '',
    agent: 'sample',
    via: 'cli',
    requestId: 'sample',
  });
  if (!answer.ok || !('body' in answer)) throw new Error('whether there is a company could not be read');
  return readSetUp.output.parse(answer.body).state;
}

function realCompany(): StartFault {
  return new StartFault('sample.realCompany', {
    zh: '数据库里已有真实的公司，不能载入示例公司。去掉 --sample 启动，或用 --data 换一个空的数据目录。',
    en: 'This database holds a real company, so the sample can’t be made in it. Start without --sample, or choose an empty data directory with --data.',
  });
}

function unfinished(dataDir: string): StartFault {
  return new StartFault('sample.unfinished', {
    zh: `示例公司上次没有生成完。请删除数据目录 ${dataDir}（使用 DATABASE_URL 时换一个空数据库），再用 --sample 启动。`,
    en: `The sample company was not finished last time. Delete the data directory ${dataDir} (with DATABASE_URL: take an empty database), then start with --sample again.`,
  });
}
