import type { Words } from '#kernel/contract/words.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import type { RegisterColumn } from '../../contract/registers.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { versionsOfKind } from '../archive-search/archive-kinds.ts';
import { type SearchField, searchFields } from '../archive-search/search-fields.ts';

type Reads = Pick<QueryContext<ApprovalsTables>, 'contracts' | 'readTogether' | 'db'>;

/** A kind of a register, as its versions know it; a kind that is gone has no fields. */
export interface RegisterKind {
  readonly name: string;
  readonly title: Words;
  readonly fields: readonly SearchField[];
}

export const registerKinds = (context: Reads, names: readonly string[]): Promise<RegisterKind[]> =>
  Promise.all(
    names.map(async (name) => {
      const versions = await versionsOfKind(context, name);
      return { name, title: versions[0]?.title ?? { zh: name, en: name }, fields: searchFields(versions) };
    }),
  );

const requestHeadings: Readonly<Record<Extract<RegisterColumn, { from: 'request' }>['name'], Words>> = {
  number: { zh: '编号', en: 'Number' },
  kind: { zh: '审批', en: 'Request' },
  summary: { zh: '摘要', en: 'Summary' },
  applicant: { zh: '申请人', en: 'Applicant' },
  department: { zh: '部门', en: 'Department' },
  status: { zh: '状态', en: 'State' },
  submittedAt: { zh: '提交时间', en: 'Submitted' },
  endedAt: { zh: '结束时间', en: 'Ended' },
  step: { zh: '当前环节', en: 'Step' },
  holder: { zh: '经办人', en: 'Holder' },
};

/** What stands above a column: its own heading, else what the form calls it. */
export function headingOf(column: RegisterColumn, kinds: readonly RegisterKind[]): Words {
  if (column.heading !== undefined) return { zh: column.heading, en: column.heading };
  if (column.from === 'request') return requestHeadings[column.name];
  const field = kinds.flatMap(({ fields }) => fields).find(({ name }) => name === column.name);
  return field?.label ?? { zh: column.name, en: column.name };
}
