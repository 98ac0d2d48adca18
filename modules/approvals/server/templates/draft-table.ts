import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import {
  type TemplateContent,
  type TemplateOverrides,
  templateContent,
  templateOverrides,
} from '../../contract/template.ts';
import { templateFailures } from '../../contract/template-failures.ts';
import { applyOverrides } from '../../domain/template/apply-overrides.ts';
import { compareContents } from '../../domain/template/compare-contents.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import type { TemplateHead, TemplateReads } from './template-heads.ts';
import { type InForce, versionsInForce } from './version-table.ts';

/** What is being designed. `content` is whole: a subsidiary's own parts have been put over the group's version. */
export interface TemplateDraft {
  readonly revision: number;
  readonly content: TemplateContent;
  readonly overrides: TemplateOverrides | null;
  readonly baseVersion: number | null;
  readonly programVersion: number | null;
  readonly changedAt: string;
  readonly changedBy: { readonly id: string; readonly name: string };
}

interface Row {
  readonly revision: number;
  readonly content: unknown;
  readonly base_version: number | null;
  readonly program_version: number | null;
  readonly changed_at: string;
  readonly changed_by: string;
  readonly changed_by_name: string;
}

/** What is in force for an employer's people, or the group; `undefined` for a template that was never published. */
export async function inForceOf(
  context: Pick<TemplateReads, 'db' | 'now'>,
  head: Pick<TemplateHead, 'kind' | 'program'>,
  employerId: string | null,
): Promise<InForce | undefined> {
  const kinds = [{ name: head.kind, ...(head.program && { program: head.program }) }];
  return (await versionsInForce(context.db, context.now, kinds, employerId)).get(head.kind);
}

/** The draft of a template, or of what an employer says itself; `lock`: nobody else saves until this command is through. */
export async function loadDraft(
  context: Pick<TemplateReads, 'db' | 'now'>,
  head: Pick<TemplateHead, 'kind' | 'program'>,
  employerId: string | null,
  lock = false,
): Promise<TemplateDraft | undefined> {
  const { rows } = await sql<Row>`
    select d.revision, d.content, d.base_version, d.program_version, d.changed_at, d.changed_by,
      (select p.name from directory.published_person p where p.id = d.changed_by) as changed_by_name
    from approvals.template_draft d
    where d.kind = ${head.kind} and d.employer_id is not distinct from ${employerId}::uuid
    ${lock ? sql`for update` : sql``}`.execute(context.db);
  const row = rows[0];
  if (!row) return undefined;
  const shared = {
    revision: row.revision,
    baseVersion: row.base_version,
    programVersion: row.program_version,
    changedAt: row.changed_at,
    changedBy: { id: row.changed_by, name: row.changed_by_name },
  };
  if (employerId === null) return { ...shared, content: templateContent.parse(row.content), overrides: null };
  const overrides = templateOverrides.parse(row.content);
  const group = await inForceOf(context, head, null);
  if (!group) return undefined;
  return { ...shared, content: applyOverrides(group.content, overrides), overrides };
}

type Writes = Pick<CommandContext<ApprovalsTables>, 'db' | 'now' | 'person'>;

/** What is saved: whole, or what a subsidiary says itself. */
export interface SavedDraft {
  readonly employerId: string | null;
  /** Of the draft that was edited; 0 where there was none. */
  readonly revision: number;
  readonly stored: TemplateContent | TemplateOverrides;
  /** The same, whole. */
  readonly content: TemplateContent;
  readonly baseVersion: number | null;
  readonly programVersion: number | null;
}

/**
 * Saves a draft over the one at that revision. Refuses with the differences where somebody else saved meanwhile: what was
 * typed stays with who typed it. Saving the same again changes nothing.
 */
export async function saveDraft(context: Writes, head: TemplateHead, saved: SavedDraft): Promise<{ revision: number }> {
  const { kind } = head;
  const { rows } = await sql<{ revision: number }>`
    insert into approvals.template_draft as d (kind, employer_id, revision, content, base_version, program_version, changed_at,
      changed_by)
    select ${kind}, ${saved.employerId}::uuid, 1, ${JSON.stringify(saved.stored)}::jsonb, ${saved.baseVersion},
      ${saved.programVersion}, ${context.now.toString()}::timestamptz, ${context.person().personId}::uuid
    where ${saved.revision} = 0 or exists (select from approvals.template_draft e
      where e.kind = ${kind} and e.employer_id is not distinct from ${saved.employerId}::uuid)
    on conflict (kind, employer_id) do update set revision = d.revision + 1, content = excluded.content,
      base_version = coalesce(excluded.base_version, d.base_version),
      program_version = coalesce(excluded.program_version, d.program_version), changed_at = excluded.changed_at,
      changed_by = excluded.changed_by
      where d.revision = ${saved.revision}
    returning revision`.execute(context.db);
  const row = rows[0];
  if (row) return row;
  const now = await loadDraft(context, head, saved.employerId);
  if (!now) throw refuse(templateFailures.noDraft);
  const changes = compareContents(now.content, saved.content);
  if (changes.length === 0) return { revision: now.revision };
  throw outdated(now, changes);
}

/** The refusal of who worked on an older draft. */
export const outdated = (now: TemplateDraft, changes: ReturnType<typeof compareContents> = []) =>
  refuse(templateFailures.draftOutdated, {
    revision: now.revision,
    byName: now.changedBy.name,
    at: now.changedAt,
    changes: changes.slice(0, 200),
  });
