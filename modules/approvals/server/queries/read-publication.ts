import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { contentWithheld } from '../../contract/looks.ts';
import { templateContent } from '../../contract/template.ts';
import * as contract from '../../contract/template-operations.ts';
import { compareContents } from '../../domain/template/compare-contents.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadRequest } from '../load-request.ts';
import { programKind } from '../templates/program-kind.ts';
import { loadVersion } from '../templates/version-table.ts';

interface Row {
  readonly kind: string;
  readonly employer_id: string | null;
  readonly employer_name: string | null;
  readonly content: unknown;
  readonly digest: string;
  readonly base_version: number | null;
  readonly draft_revision: number;
  readonly draft_now: number | null;
  readonly outcome: 'asked' | 'published' | 'refused';
  readonly version: number | null;
}

/** Whoever may read the request sees the frozen content: approvers need no permission to design. */
export const readPublication = handle<ApprovalsTables>()(contract.readPublication, async (context, { requestId }) => {
  const { seesContent } = await loadRequest(context, requestId);
  if (!seesContent) throw refuse(contentWithheld);
  const { rows } = await sql<Row>`
    select p.kind, p.employer_id, e.name as employer_name, p.content, p.digest, p.base_version, p.draft_revision, p.outcome,
      p.version, dr.revision as draft_now
    from approvals.publication p left join directory.published_employer e on e.id = p.employer_id
    left join approvals.template_draft dr on dr.kind = p.kind and dr.employer_id is not distinct from p.employer_id
    where p.request_id = ${requestId}::uuid`.execute(context.db);
  const row = rows[0];
  if (!row) throw refuse(notFound);
  const content = templateContent.parse(row.content);
  const program = programKind(context, row.kind);
  const base =
    row.base_version === null ? undefined : await loadVersion(context.db, row.kind, row.base_version, program);
  return {
    kind: row.kind,
    employer: row.employer_id === null ? null : { id: row.employer_id, name: row.employer_name ?? '' },
    content,
    digest: row.digest,
    changes: base ? compareContents(base.content, content) : [],
    draftMovedOn: row.outcome === 'asked' && row.draft_now !== null && row.draft_now !== row.draft_revision,
    outcome: row.outcome,
    version: row.version,
  };
});
