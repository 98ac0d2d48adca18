import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/import.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import type {
  ImportPlan,
  PlannedChange,
  PlannedDepartment,
  PlannedNothing,
  PlannedPerson,
} from '../../domain/import/plan-import.ts';
import { type Problem, problemText } from '../../domain/import/problems.ts';
import { mayImport } from '../import/import-reach.ts';
import { loadImport } from '../import/people-import-table.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';

export const readImport = handle<DirectoryViews>()(contract.readImport, async (context, input) => {
  const found = await loadImport(context.db, input.importId);
  if (!found || found.erased_at !== null || !mayImport(context, found.employer_id)) throw refuse(notFound);
  const bytes = await context.blobs.get(found.preview_blob);
  if (!bytes) throw refuse(notFound);
  const plan = JSON.parse(new TextDecoder().decode(bytes)) as ImportPlan;
  const from = input.cursor === undefined ? 0 : Number(readCursor(input.cursor, 1)[0]) || 0;
  const all = partOf(plan, input.part);
  const blank = { row: null, column: null, heading: null, account: null, name: null, text: null, changes: [] };
  return {
    rows: all.slice(from, from + input.limit).map((entry) => {
      if ('code' in entry) {
        const { row, column, heading } = entry;
        const text = problemText(entry, context.language);
        return { ...blank, row: row ?? null, column: column ?? null, heading: heading ?? null, text };
      }
      if ('newKey' in entry) return { ...blank, text: entry.path };
      const { account } = entry;
      if ('fields' in entry && !('changes' in entry)) {
        return { ...blank, account, row: entry.row, name: entry.fields.name };
      }
      return {
        ...blank,
        account,
        name: entry.name,
        row: 'row' in entry ? entry.row : null,
        changes: 'changes' in entry ? [...entry.changes] : [],
      };
    }),
    ...(from + input.limit < all.length ? { next: writeCursor([String(from + input.limit)]) } : {}),
    fileName: found.file_name,
    madeAt: found.made_at,
    state: found.applied_at === null ? ('previewed' as const) : ('applied' as const),
    counts: found.counts,
    applicable: found.applicable,
  };
});

type Part = 'errors' | 'warnings' | 'created' | 'changed' | 'unchanged' | 'absent' | 'departments';
type Absent = ImportPlan['absent'][number];
type Entry = Problem | PlannedPerson | PlannedChange | PlannedNothing | PlannedDepartment | Absent;

function partOf(plan: ImportPlan, part: Part): readonly Entry[] {
  switch (part) {
    case 'errors':
      return plan.problems.filter((found) => found.severity === 'error');
    case 'warnings':
      return plan.problems.filter((found) => found.severity === 'warning');
    case 'created':
      return plan.create;
    case 'changed':
      return plan.change;
    case 'unchanged':
      return plan.unchanged;
    case 'absent':
      return plan.absent;
    case 'departments':
      return plan.departmentsToCreate;
  }
}
