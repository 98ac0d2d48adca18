import { sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { handle } from '#kernel/server/define-module.ts';
import type { HrFolderProblem } from '../../contract/hr-file.ts';
import * as contract from '../../contract/hr-file.ts';
import { managePeople } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import type { PeopleImport } from '../import/people-import-table.ts';

export const listHrFiles = handle<DirectoryViews>()(contract.listHrFiles, async (context, input) => {
  const { company, employerIds } = context.reach(managePeople);
  const cursor = input.cursor ?? null;
  const { rows: found } = await sql<PeopleImport & { employer: string; by_id: string | null; by_name: string | null }>`
    select i.*, e.name as employer, b.id as by_id, b.name as by_name
    from directory.people_import i join directory.employer e on e.id = i.employer_id
    left join directory.person b on b.id = i.decided_by
    where i.source = 'hrFile' and (${company} or i.employer_id = any(${sql.val([...employerIds])}::uuid[]))
      and (${cursor}::uuid is null or i.id < ${cursor}::uuid)
    order by i.id desc limit ${input.limit + 1}`.execute(context.db);
  const rows = found.slice(0, input.limit);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      importId: row.id,
      employer: { id: row.employer_id, name: row.employer },
      fileName: row.file_name,
      madeAt: row.made_at,
      state: stateOf(row),
      created: row.counts.created,
      changed: row.counts.changed,
      absent: row.counts.absent,
      errors: row.counts.errors,
      decidedBy: row.by_id && row.by_name ? { id: row.by_id, name: row.by_name } : null,
      kept: row.erased_at === null,
    })),
    ...(found.length > input.limit && last ? { next: last.id } : {}),
    folder: company && context.inbox !== undefined ? ((await folderOf(context)) ?? null) : null,
  };
});

async function folderOf({ db }: QueryContext<DirectoryViews>) {
  const { rows } = await sql<{ lookedAt: string | null; problems: HrFolderProblem[] }>`
    select looked_at as "lookedAt", problems from directory.hr_folder`.execute(db);
  return rows[0];
}

function stateOf({ applied_at, rejected_at, applicable, counts }: PeopleImport) {
  if (applied_at !== null) return 'applied' as const;
  if (rejected_at !== null) return 'rejected' as const;
  if (!applicable) return 'faulty' as const;
  return counts.created + counts.changed + counts.departments + counts.absent === 0
    ? ('same' as const)
    : ('waiting' as const);
}
