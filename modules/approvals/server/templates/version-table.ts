import { type QueryExecutorProvider, sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { definition as definitionShape } from '../../contract/definition.ts';
import { formDesign } from '../../contract/form-design.ts';
import {
  type OverriddenPart,
  type TemplateContent,
  type TemplateOverrides,
  templateOverrides,
  templateSettings,
} from '../../contract/template.ts';
import { applyOverrides, overrideConflicts } from '../../domain/template/apply-overrides.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import type { ResolvedKind } from '../kind-of.ts';
import { programContent } from './program-content.ts';

/** A published version, complete. `employerId`: the subsidiary whose own it is. */
export interface TemplateVersion {
  readonly kind: string;
  readonly version: number;
  readonly employerId: string | null;
  readonly baseVersion: number | null;
  readonly content: TemplateContent;
  readonly overrides: TemplateOverrides | null;
  readonly conflicts: readonly OverriddenPart[];
  /** The version of the program that brought it; nothing: it was designed here. */
  readonly builtin: number | null;
  /** The program's version that the content was made from. */
  readonly programVersion: number | null;
}

/** The columns of `approvals.definition d` that a version is made from. */
export const versionColumns = sql`d.kind, d.version, d.employer_id, d.base_version, d.definition, d.design, d.settings,
  d.overrides, d.conflicts, d.builtin, d.program_version`;

export interface VersionRow {
  readonly kind: string;
  readonly version: number;
  readonly employer_id: string | null;
  readonly base_version: number | null;
  readonly definition: unknown;
  readonly design: unknown;
  readonly settings: unknown;
  readonly overrides: unknown;
  readonly conflicts: readonly OverriddenPart[];
  readonly builtin: number | null;
  readonly program_version: number | null;
}

/** Reads a row as the contract reads it. A version of the program says in its settings what the program says. */
export function versionOf(row: VersionRow, program: ResolvedKind | undefined): TemplateVersion {
  const settings =
    row.settings === null
      ? program
        ? programContent(program).settings
        : goneSettings(row.kind)
      : templateSettings.parse(row.settings);
  return {
    kind: row.kind,
    version: row.version,
    employerId: row.employer_id,
    baseVersion: row.base_version,
    content: {
      design: row.design === null ? null : formDesign.parse(row.design),
      definition: definitionShape.parse(row.definition),
      settings,
    },
    overrides: row.overrides === null ? null : templateOverrides.parse(row.overrides),
    conflicts: row.conflicts,
    builtin: row.builtin,
    programVersion: row.program_version ?? row.builtin,
  };
}

/** Of a kind of the program whose module is gone: its versions stay readable. */
const goneSettings = (kind: string): TemplateContent['settings'] => ({
  title: { zh: kind },
  numbering: null,
  heading: null,
  retention: null,
  starters: { kind: 'listed', departments: [], roles: [] },
});

/** One version by its number; `undefined` where there is none. */
export async function loadVersion(
  db: QueryExecutorProvider,
  kind: string,
  version: number,
  program: ResolvedKind | undefined,
): Promise<TemplateVersion | undefined> {
  const { rows } = await sql<VersionRow>`select ${versionColumns} from approvals.definition d
    where d.kind = ${kind} and d.version = ${version}`.execute(db);
  return rows[0] && versionOf(rows[0], program);
}

/** What a new request takes: `version` is nothing where the program's newest hasn't been published yet. */
export interface InForce {
  readonly version: number | null;
  readonly content: TemplateContent;
  readonly row?: TemplateVersion;
}

/**
 * What is in force now for an employer's people (`null`: for the group), kind by kind. A subsidiary's own version comes
 * before the group's; what was designed here is never replaced by what the program brings. Kinds without any are left out.
 */
export async function versionsInForce(
  db: QueryExecutorProvider,
  now: Temporal.Instant,
  kinds: readonly { readonly name: string; readonly program?: ResolvedKind }[],
  employerId: string | null,
): Promise<Map<string, InForce>> {
  const { rows } = await sql<VersionRow>`
    select distinct on (d.kind, d.employer_id) ${versionColumns} from approvals.definition d
    where d.kind = any(${sql.val(kinds.map((one) => one.name))}::text[])
      and coalesce(d.effective_at, d.published_at) <= ${now.toString()}::timestamptz
      and (d.employer_id is null or d.employer_id = ${employerId}::uuid)
    order by d.kind, d.employer_id, d.version desc`.execute(db);
  const found = new Map<string, InForce>();
  for (const { name, program } of kinds) {
    const own = rows.filter((row) => row.kind === name).map((row) => versionOf(row, program));
    const group = own.find((one) => one.employerId === null);
    const variant = own.find((one) => one.employerId !== null);
    // What the program brings follows the program until something was designed here.
    const isBehind = program !== undefined && (!group || (group.builtin !== null && group.builtin < program.version));
    if (isBehind) {
      const content = programContent(program);
      found.set(name, {
        version: null,
        content: variant?.overrides ? applyOverrides(content, variant.overrides) : content,
      });
      continue;
    }
    const row = variant ?? group;
    if (row) found.set(name, { version: row.version, content: row.content, row });
  }
  return found;
}

/** What is to be published, of the group or of one subsidiary. */
export interface NewVersion {
  readonly kind: string;
  readonly employerId: string | null;
  readonly content: TemplateContent;
  readonly overrides: TemplateOverrides | null;
  readonly builtin: number | null;
  readonly programVersion: number | null;
  readonly effectiveAt: string | null;
  readonly publishedBy: string | null;
  readonly requestId: string | null;
  readonly alone: boolean;
  readonly note: string;
}

/** One at a time for each kind: the numbers have no gaps, and two publications don't take the same one. */
export async function lockVersions(db: QueryExecutorProvider, kind: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`approvals.definition ${kind}`}, 0))`.execute(db);
}

type Writes = Pick<CommandContext<ApprovalsTables>, 'db' | 'now'>;

/**
 * Publishes a version, and with the group's a new one for every subsidiary that says parts itself: it keeps these, follows
 * in the rest, and the parts that the group has changed under it are named as conflicts. Gives the number.
 */
export async function publishVersion(context: Writes, made: NewVersion, program?: ResolvedKind): Promise<number> {
  await lockVersions(context.db, made.kind);
  const { rows } = await sql<VersionRow>`
    select distinct on (d.employer_id) ${versionColumns} from approvals.definition d where d.kind = ${made.kind}
    order by d.employer_id, d.version desc`.execute(context.db);
  const newest = rows.map((row) => versionOf(row, program));
  const group = newest.find((one) => one.employerId === null);
  let version = Math.max(0, ...newest.map((one) => one.version));
  const insert = async (row: NewVersion & { conflicts: readonly OverriddenPart[]; baseVersion: number | null }) => {
    version += 1;
    await sql`insert into approvals.definition (kind, version, definition, builtin, published_at, employer_id, base_version,
        design, settings, overrides, conflicts, effective_at, published_by, request_id, alone, program_version, note)
      values (${row.kind}, ${version}, ${JSON.stringify(row.content.definition)}::jsonb, ${row.builtin},
        ${context.now.toString()}::timestamptz, ${row.employerId}::uuid, ${row.baseVersion},
        ${row.content.design === null ? null : JSON.stringify(row.content.design)}::jsonb,
        ${JSON.stringify(row.content.settings)}::jsonb,
        ${row.overrides === null ? null : JSON.stringify(row.overrides)}::jsonb, ${sql.val(row.conflicts)}::text[],
        ${row.effectiveAt}::timestamptz, ${row.publishedBy}::uuid, ${row.requestId}::uuid, ${row.alone},
        ${row.programVersion}, ${row.note})`.execute(context.db);
    return version;
  };
  const published = await insert({
    ...made,
    conflicts: [],
    baseVersion: made.employerId === null ? null : (group?.version ?? null),
  });
  if (made.employerId !== null) return published;
  for (const { employerId, overrides, conflicts } of newest) {
    if (employerId === null || !overrides) continue;
    const fresh = group ? overrideConflicts(group.content, made.content, overrides) : [];
    await insert({
      ...made,
      employerId,
      content: applyOverrides(made.content, overrides),
      overrides,
      // An old conflict stays until somebody has looked at the parts again.
      conflicts: [...new Set([...conflicts, ...fresh])].sort(),
      baseVersion: published,
      builtin: null,
    });
  }
  return published;
}
