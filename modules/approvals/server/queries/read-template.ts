import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import type { OverriddenPart, TemplateOverrides } from '../../contract/template.ts';
import * as contract from '../../contract/template-operations.ts';
import { overriddenParts } from '../../domain/template/apply-overrides.ts';
import { compareContents } from '../../domain/template/compare-contents.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { checkContent } from '../templates/check-content.ts';
import { inForceOf, loadDraft } from '../templates/draft-table.ts';
import { programContent } from '../templates/program-content.ts';
import {
  designableDepartments,
  overridesFor,
  readableHead,
  shownHead,
  type TemplateReads,
} from '../templates/template-heads.ts';

export const readTemplate = handle<ApprovalsTables>()(contract.readTemplate, async (context, { kind, employerId }) => {
  const head = await readableHead(context, kind, employerId);
  const whose = employerId ?? null;
  const inForce = await inForceOf(context, head, whose);
  const draft = await loadDraft(context, head, whose);
  const content = inForce?.content ?? draft?.content;
  if (!content) throw refuse(approvalFailures.noSuchKind);
  const { rows: asked } = await sql<{ request_id: string; asked_at: string; id: string; name: string }>`
    select p.request_id, p.asked_at, a.id, a.name from approvals.publication p
    join directory.published_person a on a.id = p.asked_by
    where p.kind = ${kind} and p.employer_id is not distinct from ${whose}::uuid and p.outcome = 'asked'`.execute(
    context.db,
  );
  const request = asked[0];
  const { program } = head;
  const taken = inForce?.row?.programVersion ?? null;
  const isNewer = whose === null && program && inForce?.row?.builtin === null && (taken ?? 0) < program.version;
  const mayOverride = head.employer === null && (employerId === undefined || overridesFor(context, employerId));
  const designs = employerId === undefined ? head.designs : mayOverride;
  return {
    head: shownHead(head),
    may: [
      ...(designs ? (['design', 'publish'] as const) : []),
      ...(mayOverride ? (['override'] as const) : []),
      ...(head.governs ? (['govern'] as const) : []),
      ...(head.designs ? (['answer'] as const) : []),
    ],
    content,
    draft: draft
      ? {
          revision: draft.revision,
          baseVersion: draft.baseVersion,
          changedAt: draft.changedAt,
          changedBy: draft.changedBy,
          content: draft.content,
          ...(draft.overrides && { overrides: draft.overrides }),
        }
      : null,
    problems: draft ? await checkContent(context, head, draft.content) : [],
    changes: inForce && draft ? compareContents(inForce.content, draft.content) : [],
    subsidiaries: employerId === undefined ? await subsidiariesOf(context, kind) : [],
    newerProgram: isNewer
      ? { version: program.version, changes: compareContents(inForce.content, programContent(program)) }
      : null,
    asked: request
      ? { requestId: request.request_id, at: request.asked_at, by: { id: request.id, name: request.name } }
      : null,
    departments: head.governs ? await designableDepartments(context) : [],
  };
});

interface SubsidiaryRow {
  readonly id: string;
  readonly name: string;
  readonly version: number | null;
  readonly overrides: TemplateOverrides | null;
  readonly conflicts: OverriddenPart[] | null;
  readonly has_draft: boolean;
}

/** The employers that say parts of this template themselves, or are about to, as far as the reader may see them. */
async function subsidiariesOf(context: TemplateReads, kind: string) {
  const { rows } = await sql<SubsidiaryRow>`
    select e.id, e.name, v.version, v.overrides, v.conflicts, dr.kind is not null as has_draft
    from directory.published_employer e
    left join lateral (select d.version, d.overrides, d.conflicts from approvals.definition d
      where d.kind = ${kind} and d.employer_id = e.id order by d.version desc limit 1) v on true
    left join approvals.template_draft dr on dr.kind = ${kind} and dr.employer_id = e.id
    where v.version is not null or dr.kind is not null order by e.name`.execute(context.db);
  return rows
    .filter((row) => overridesFor(context, row.id))
    .map((row) => ({
      employer: { id: row.id, name: row.name },
      version: row.version,
      parts: row.overrides ? overriddenParts(row.overrides) : [],
      conflicts: row.conflicts ?? [],
      hasDraft: row.has_draft,
    }));
}
