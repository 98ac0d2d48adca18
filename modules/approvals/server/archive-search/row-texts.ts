import type { z } from 'zod';
import type { QueryContext } from '#kernel/server/context.ts';
import type { shownField } from '../../contract/request.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { printedValue } from '../archive/field-text.ts';
import { personNames } from '../person-names.ts';
import { zoneOf } from './zone-of.ts';

type Shown = z.infer<typeof shownField>;

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const file = { zh: '（附件）', en: '(file)' };
const states: Readonly<Record<string, { zh: string; en: string }>> = {
  running: { zh: '审批中', en: 'Running' },
  returned: { zh: '已退回', en: 'Returned' },
  revoking: { zh: '撤销审批中', en: 'Being revoked' },
  approved: { zh: '已通过', en: 'Approved' },
  rejected: { zh: '已拒绝', en: 'Rejected' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn' },
  terminated: { zh: '已终止', en: 'Terminated' },
  revoked: { zh: '已撤销（通过后）', en: 'Revoked' },
};

/** How what is shown of requests is written into a sheet: as masked as on the screen, times in the zone of the reader's employer. */
export async function rowTexts(
  context: QueryContext<ApprovalsTables>,
  rows: readonly { readonly fields: readonly Shown[] }[],
  language: 'zh' | 'en',
): Promise<{
  time: (at: string) => string;
  state: (status: string) => string;
  field: (fields: readonly Shown[], name: string) => string;
  zone: string;
}> {
  const zone = await zoneOf(context.db, context.person().employerId);
  const ids = JSON.stringify(rows.map((row) => row.fields)).match(uuid) ?? [];
  const names = new Map((await personNames(context.db, ids)).map((one) => [one.id, one.name]));
  const said = { language, nameOf: (id: string) => names.get(id) ?? '', fileNameOf: () => file[language] };
  return {
    zone,
    time: (at) =>
      Temporal.Instant.from(at)
        .toZonedDateTimeISO(zone)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' })
        .replace('T', ' '),
    state: (status) => states[status]?.[language] ?? status,
    field: (fields, name) => {
      const field = fields.find((one) => one.name === name);
      if (!field) return '';
      if (field.masked && typeof field.value === 'string') return field.value;
      const value = printedValue(field, field.design, said);
      return value.kind === 'text' ? value.text : value.rows.map((line) => line.join(' ')).join('; ');
    },
  };
}
