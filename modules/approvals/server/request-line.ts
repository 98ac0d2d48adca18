import { sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import type { InstanceState } from '../contract/instance.ts';
import type { RequestSummary } from '../contract/process-kind.ts';
import { type KindTitleRow, kindTitle, kindTitleColumn } from './kind-title.ts';

/** Columns of `approvals.instance i` with the applicant's name that every list shows. */
export const requestLineColumns = sql`i.id, i.number, i.kind, i.summary, i.submitted_at, i.status, i.applicant_id,
  (select a.name from directory.published_person a where a.id = i.applicant_id) as applicant_name, ${kindTitleColumn}`;

export interface RequestLineRow extends KindTitleRow {
  readonly id: string;
  readonly number: string;
  readonly summary: RequestSummary;
  readonly submitted_at: string;
  readonly status: InstanceState['status'];
  readonly applicant_id: string;
  readonly applicant_name: string;
}

/** One line of a list as the contract gives it. */
export const requestLine = (context: Pick<QueryContext<unknown>, 'contracts'>, row: RequestLineRow) => ({
  requestId: row.id,
  number: row.number,
  kind: row.kind,
  title: row.summary.title ?? kindTitle(context, row),
  summary: { zh: row.summary.zh, en: row.summary.en },
  applicant: { id: row.applicant_id, name: row.applicant_name },
  submittedAt: row.submitted_at,
  status: row.status,
});

/** The row without what its form says, for who may know of it and not read it (A6). */
export const withheldRow = <R extends RequestLineRow>(row: R): R => ({ ...row, summary: { zh: '', en: '' } });
