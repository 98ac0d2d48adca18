import { handle } from '#kernel/server/define-module.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import * as contract from '../../contract/registers.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { rowTexts } from '../archive-search/row-texts.ts';
import { headingOf, registerKinds } from '../registers/register-kinds.ts';
import { registerContents, registerPage, registerTotals } from '../registers/register-rows.ts';
import { visibleRegister } from '../registers/register-table.ts';

const most = 20_000;
const totalWord = { zh: '已办结合计', en: 'Sum of what has ended' };

/** The register as the reader sees it, its sums in the last row. */
export const exportRegister = handle<ApprovalsTables>()(contract.exportRegister, async (context, input) => {
  const { registerId, language, ...narrowed } = input;
  const register = await visibleRegister(context, registerId);
  const contents = await registerContents(context, register, narrowed);
  context.looked('approvals.register', registerId);
  const { rows } = await registerPage(context, contents, most, undefined);
  const { sums } = await registerTotals(context, register, contents);
  const kinds = await registerKinds(context, register.kinds);
  const texts = await rowTexts(context, rows, language);
  const cells = rows.map((row) => {
    const ofRequest = {
      number: row.number,
      kind: row.title[language],
      summary: row.summary[language],
      applicant: row.applicant.name,
      department: row.department?.name ?? '',
      status: texts.state(row.status),
      submittedAt: texts.time(row.submittedAt),
      endedAt: row.endedAt === null ? '' : texts.time(row.endedAt),
      step: row.steps.map((step) => step[language]).join(', '),
      holder: row.holders.join(', '),
    };
    return register.columns.map((column) =>
      column.from === 'form' ? texts.field(row.fields, column.name) : ofRequest[column.name],
    );
  });
  const total = register.columns.map((column) => {
    const sum = column.from === 'form' ? sums.find((one) => one.name === column.name) : undefined;
    return sum ? (sum.value / 10 ** sum.digits).toFixed(sum.digits) : '';
  });
  const heading = register.columns.map((column) => headingOf(column, kinds)[language]);
  const totals = sums.length > 0 ? [register.columns.map(() => ''), [totalWord[language]], total] : [];
  return {
    bytes: writeXlsx([{ name: sheetName(register.name), rows: [heading, ...cells, ...totals], headingRow: 1 }]),
    name: `${register.name}-${context.now.toZonedDateTimeISO(texts.zone).toPlainDate().toString()}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
});

/** A name that a sheet may have: at most 31 characters, none of those that spreadsheets refuse. */
const sheetName = (name: string) => [...name.replaceAll(/[\\/?*[\]:']/g, ' ')].slice(0, 31).join('');
