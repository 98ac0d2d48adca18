import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { templateContent, templateOverrides } from '../../contract/template.ts';
import { applyOverrides } from '../../domain/template/apply-overrides.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { inForceOf } from './draft-table.ts';
import { programKind } from './program-kind.ts';
import { publishedVersion } from './published-version.ts';
import { publishVersion } from './version-table.ts';

/** A row of `approvals.publication`; `alone`: nobody but who asked had a say. */
export interface Publication {
  readonly request_id: string;
  readonly kind: string;
  readonly employer_id: string | null;
  readonly content: unknown;
  readonly overrides: unknown;
  readonly program_version: number | null;
  readonly draft_revision: number;
  readonly effective_at: string | null;
  readonly note: string;
  readonly asked_by: string;
  readonly alone: boolean;
}

/**
 * Publishes what was frozen, and gives the number of its version. A draft that hasn't been changed since is done with; one
 * that has stays, now on top of this version.
 */
export async function publishFrozen(context: CommandContext<ApprovalsTables>, frozen: Publication): Promise<number> {
  const { kind, employer_id: employerId } = frozen;
  const program = programKind(context, kind);
  // Version 1 of a kind of the program is the program's, also where nobody has asked for anything yet.
  if (program) await publishedVersion(context, program, null);
  const overrides = frozen.overrides === null ? null : templateOverrides.parse(frozen.overrides);
  const content = templateContent.parse(frozen.content);
  // The group may have published meanwhile: a subsidiary's own parts go over what it says now.
  const group = overrides ? await inForceOf(context, { kind, ...(program && { program }) }, null) : undefined;
  const version = await publishVersion(
    context,
    {
      kind,
      employerId,
      content: overrides && group ? applyOverrides(group.content, overrides) : content,
      overrides,
      builtin: null,
      programVersion: frozen.program_version ?? program?.version ?? null,
      effectiveAt: frozen.effective_at,
      publishedBy: frozen.asked_by,
      requestId: frozen.request_id,
      alone: frozen.alone,
      note: frozen.note,
    },
    program,
  );
  await sql`delete from approvals.template_draft where kind = ${kind}
    and employer_id is not distinct from ${employerId}::uuid and revision = ${frozen.draft_revision}`.execute(
    context.db,
  );
  await sql`update approvals.template_draft set base_version = ${version} where kind = ${kind}
    and employer_id is not distinct from ${employerId}::uuid`.execute(context.db);
  await sql`update approvals.template set state = 'live', revision = revision + 1, changed_at = ${context.now.toString()}::timestamptz
    where kind = ${kind} and state = 'draft'`.execute(context.db);
  return version;
}
