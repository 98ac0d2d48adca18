import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { Erased } from '#kernel/server/retention-erased.ts';
import { hrFileChanged } from '../../contract/events.ts';
import * as contract from '../../contract/retention.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { importsDue } from './imports-due.ts';

/** Takes the bytes, the preview and the name of files that were dealt with. */
export const eraseImports = handle<DirectoryViews>()(contract.eraseImports, async (context, { kind, most }) => {
  requireSystem(context, superviseRetention);
  const { due, waiting } = await importsDue(context, kind);
  const { rows } = await sql<{
    id: string;
    employer_id: string;
    file_blob: string;
    preview_blob: string;
    source: string;
  }>`
    select i.id, i.employer_id, i.file_blob, i.preview_blob, i.source from directory.people_import i
    where ${due} and not ${waiting} order by i.id limit ${most} for update skip locked`.execute(context.db);
  await sql`update directory.people_import
    set file_name = '', file_blob = '', preview_blob = '', erased_at = ${context.now.toString()}::timestamptz
    where id = any(${sql.val(rows.map((row) => row.id))}::uuid[])`.execute(context.db);
  const erased = new Erased(most);
  // The same bytes are one blob, however often they came.
  const { rows: unnamed } = await sql<{ blob: string }>`
    select distinct blob from unnest(${sql.val(rows.flatMap((row) => [row.file_blob, row.preview_blob]))}::text[]) as b (blob)
    where not exists (select from directory.people_import i where i.file_blob = blob or i.preview_blob = blob)`.execute(
    context.db,
  );
  for (const { blob } of unnamed) await context.loseBlob(blob);
  for (const { id: importId, employer_id: employerId, source } of rows) {
    if (source === 'hrFile') context.emit(hrFileChanged, { importId, employerId, waits: false });
    erased.add(employerId);
  }
  return erased.answer();
});
