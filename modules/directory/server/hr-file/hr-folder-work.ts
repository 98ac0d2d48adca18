import { join } from 'node:path';
import { sql } from 'kysely';
import { Refusal } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { outside, recurring } from '#kernel/server/define-module.ts';
import { hrFolderLooked } from '../../contract/events.ts';
import type { HrFolderProblem } from '../../contract/hr-file.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { type FoundFile, type Looked, lookIntoFolder } from './look-into-folder.ts';
import { takeHrFile } from './take-hr-file.ts';

/** Longer than reading twenty files takes; after it another program looks. */
const leaseMinutes = 15;
/** What was taken is remembered for so long after it has gone from the folder. */
const rememberedDays = 30;

/** Every night, where a folder is configured (D14). */
export const askForHrFolder = recurring<DirectoryViews>()('directory.askForHrFolder', '40 1 * * *', async (context) => {
  if (context.inbox === undefined) return;
  await sql`update directory.hr_folder set asked = true`.execute(context.db);
});

/**
 * Looks into `hr/` of the folder that the configuration names, outside of any transaction, and takes what lies there as if it
 * had been uploaded: compared, told to HR, and applied when somebody approves. One program looks, where there are several.
 */
export const hrFolderWork = outside<DirectoryViews>()({
  name: 'directory.hrFolder',
  due: 'select from directory.hr_folder where asked and (claimed_until is null or claimed_until < $1)',
  take: async ({ db, inbox, now }): Promise<readonly string[]> => {
    if (inbox === undefined) return [];
    const { rows } = await sql`
      update directory.hr_folder set claimed_until = ${now.add({ minutes: leaseMinutes }).toString()}::timestamptz
      where asked and (claimed_until is null or claimed_until < ${now.toString()}::timestamptz) returning one`.execute(
      db,
    );
    return rows.map(() => join(inbox, 'hr'));
  },
  carryOut: (folder): Promise<Looked> => lookIntoFolder(folder),
  record: async (context, _folder, { files, problems }) => {
    const { db } = context;
    const now = context.now.toString();
    const wrong: HrFolderProblem[] = [...problems];
    for (const file of files) {
      const problem = await takeOnce(context, file);
      if (problem) wrong.push(problem);
    }
    await sql`
      delete from directory.hr_folder_file where not digest = any(${sql.val(files.map(({ digest }) => digest))}::text[])
        and taken_at < ${context.now.subtract({ hours: 24 * rememberedDays }).toString()}::timestamptz`.execute(db);
    await sql`
      update directory.hr_folder set asked = false, claimed_until = null, looked_at = ${now}::timestamptz,
        problems = ${JSON.stringify(wrong)}::jsonb`.execute(db);
    context.emit(hrFolderLooked, {});
  },
});

/** Takes a file that wasn't taken yet; gives what is wrong where it can't be. */
async function takeOnce(
  context: CommandContext<DirectoryViews>,
  file: FoundFile,
): Promise<HrFolderProblem | undefined> {
  const { db } = context;
  const { rows } = await sql<{ id: string }>`
    select e.id from directory.employer e
    where case when ${file.folder} = '' then e.parent_id is null
      else lower(e.name) = lower(${file.folder}) or lower(e.short_name) = lower(${file.folder}) end
    order by e.id limit 2`.execute(db);
  const [employer, another] = rows;
  if (!employer || another) return { code: 'employerUnknown', file: join(file.folder, file.name) };
  const { numAffectedRows } = await sql`
    insert into directory.hr_folder_file (digest, taken_at) values (${file.digest}, ${context.now.toString()}::timestamptz)
    on conflict do nothing`.execute(db);
  if (numAffectedRows !== 1n) return undefined;
  try {
    const { importId } = await takeHrFile(
      { ...context, file: { bytes: file.bytes, name: file.name, mediaType: '' } },
      { employerId: employer.id },
    );
    await sql`update directory.hr_folder_file set import_id = ${importId}::uuid where digest = ${file.digest}`.execute(
      db,
    );
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return { code: 'refused', file: join(file.folder, file.name) };
    throw error;
  }
}
