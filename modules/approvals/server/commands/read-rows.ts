import { handle } from '#kernel/server/define-module.ts';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import * as contract from '../../contract/form-operations.ts';
import { knownHeadings, readRows as rowsOf } from '../../domain/form/read-rows.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { formFacts } from '../form/form-facts.ts';
import { tableOf } from '../form/table-of.ts';

const mostListed = 100;

export const readRows = handle<ApprovalsTables>()(contract.readRows, async (context, input) => {
  const table = await tableOf(context, input.kind, input.table);
  const sheet = readSheet(context.file.bytes, context.file.name, (rows) => knownHeadings(table, rows));
  if ('code' in sheet) {
    return { rows: [], problems: [{ code: sheet.code, facts: { ...sheet.facts } }], moreProblems: 0, leftAside: [] };
  }
  const { today } = await formFacts(context, context.person().personId);
  const { rows, problems, leftAside } = rowsOf(table, sheet, today);
  return {
    rows: rows.map((row) => ({ ...row })),
    problems: problems.slice(0, mostListed).map((one) => ({ ...one, facts: { ...one.facts } })),
    moreProblems: Math.max(0, problems.length - mostListed),
    leftAside: [...leftAside],
  };
});
