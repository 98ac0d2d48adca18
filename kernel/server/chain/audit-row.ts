import type { auditRecord } from '../audit/audit-entry.ts';
import { canonicalJson } from './canonical-json.ts';
import { instantColumn } from './evidence-instant.ts';
import type { AuditRowLine, ExportedContent } from './evidence-lines.ts';

/** What of the searchable audit joins the chain under this name: each row, with its own id. */
export const AUDIT_CHAIN = 'audit';

/** The columns of `kernel.audit a` as one JSON value, named like the record that was committed to; null where there is no row. */
export const auditRowColumn = `case when a.id is not null then jsonb_build_object('id', a.id, 'at', ${instantColumn('a.at')},
  'actorKind', a.actor_kind, 'actorId', a.actor_id, 'operation', a.operation, 'outcome', a.outcome,
  'failureCode', a.failure_code, 'objects', a.objects, 'via', a.via, 'requestId', a.request_id) end as "auditRow"`;

/** A row as `auditRowColumn` reads it: the committed record without the session, which the table doesn't keep. */
export type AuditRow = Omit<ReturnType<typeof auditRecord>, 'sessionId'>;

/**
 * What is wrong with a row of the audit table, held against the content of its link; undefined where nothing is. Content that
 * can't be opened has nothing to hold it against: then only a missing row is seen. Where the content was erased the row may be
 * gone with it (the end of its retention); that the erasure itself was by rule, its own record in the chain must show.
 */
export function auditRowProblem(
  { number, contentId }: { readonly number: number; readonly contentId: string },
  content: ExportedContent,
  row: AuditRow | null,
): AuditRowLine | undefined {
  if (!row && content.state === 'erased') return undefined;
  if (!row) return { type: 'audit-row', id: contentId, state: { state: 'missing', number } };
  if (content.state !== 'readable') return undefined;
  const { at, record } = content.envelope;
  const recorded = { ...(record as AuditRow), at };
  const columns = (Object.keys(row) as (keyof AuditRow)[]).filter(
    (name) => canonicalJson(row[name]) !== canonicalJson(recorded[name] ?? null),
  );
  if (columns.length === 0) return undefined;
  return { type: 'audit-row', id: contentId, state: { state: 'changed', number, columns: columns.sort() } };
}
