import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { writeCsv } from '#kernel/server/sheets/write-csv.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import { employerUnknown } from '../../contract/failures.ts';
import * as contract from '../../contract/people.ts';
import { exportPeople as mayExportPeople } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { exportPeople as exportRows } from '../../domain/import/export-people.ts';
import { todayIn } from '../../domain/today-in.ts';
import { employerWithin } from '../department-reach.ts';
import { loadEmployers } from '../employer-table.ts';
import { loadExisting } from '../import/load-existing.ts';
import { hiddenFrom } from '../visibility/hidden-from.ts';

export const exportPeople = handle<DirectoryViews>()(contract.exportPeople, async (context, input) => {
  const employer = (await loadEmployers(context.db, [input.employerId])).get(input.employerId);
  if (!employer) throw refuse(employerUnknown);
  const hidden = await hiddenFrom(context);
  const existing = await loadExisting(
    context.db,
    employer,
    sql`p.employer_id = ${employer.id}::uuid and p.left_on is null and ${context.within(mayExportPeople, 'p.id')}
      and not ${hidden.of(['person'], 'p.id')}`,
    hidden,
  );
  // Whose people are all beyond the reach: to the caller that employer has none, and nothing is told of it.
  if (existing.people.length === 0 && !employerWithin(context, mayExportPeople, employer.id))
    throw refuse(employerUnknown);
  const rows = exportRows(existing);
  const name = `${employer.short_name ?? employer.name}-${todayIn(employer.time_zone, context.now)}`;
  return input.format === 'csv'
    ? { bytes: writeCsv(rows), name: `${name}.csv`, mediaType: 'text/csv; charset=utf-8' }
    : {
        bytes: writeXlsx([{ name: '通讯录', rows, headingRow: 1 }]),
        name: `${name}.xlsx`,
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      };
});
