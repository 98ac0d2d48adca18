import { type QueryExecutorProvider, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import type { TemplateContent, TemplateProblem } from '../../contract/template.ts';
import { checkDefinition } from '../../domain/check-definition.ts';
import { checkDesign } from '../../domain/form/check-design.ts';
import { checkedFields, declaredFields } from '../../domain/template/checked-fields.ts';
import { namedIds } from '../../domain/template/named-ids.ts';
import { numberingOf } from '../../domain/template/numbering-of.ts';
import { allKinds, type ResolvedKind } from '../kind-of.ts';

/** A program's kind, as far as the form is code; of a designed one everything stands in the content. */
type Program = Pick<ResolvedKind, 'fields'> | undefined;

/** What the content itself shows to be wrong, without asking who exists. */
export function staticProblems(
  kind: string,
  program: Program,
  content: TemplateContent,
  kinds?: readonly string[],
): TemplateProblem[] {
  const { definition, design } = content;
  const numbering = numberingOf(content);
  const error = (part: TemplateProblem['part'], at: string, code: string): TemplateProblem => ({
    severity: 'error',
    part,
    at,
    code,
    facts: {},
  });
  const fields = design ? checkedFields(design) : declaredFields(program?.fields ?? []);
  return [
    ...(!design && !program ? [error('form', '', 'noFields')] : []),
    ...(design ? checkDesign(design) : []).map(
      ({ code, field, column, part, facts }): TemplateProblem => ({
        severity: 'error',
        part: 'form',
        at: [field, column].filter((one) => one !== undefined).join('.'),
        code,
        facts: { part, ...plainFacts(facts) },
      }),
    ),
    ...checkDefinition(definition, fields, { kind, ...(kinds && { kinds }) }).map(
      ({ nodeId, code, facts, blocks }): TemplateProblem => ({
        severity: blocks ? 'error' : 'warning',
        part: 'flow',
        at: nodeId,
        code,
        facts: { ...facts },
      }),
    ),
    ...(numbering?.prefix ? [] : [error('settings', 'numbering', 'prefixMissing')]),
  ];
}

const plainFacts = (facts: Readonly<Record<string, unknown>>): TemplateProblem['facts'] =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      typeof value === 'number' || typeof value === 'string' ? value : String(value),
    ]),
  );

interface Named {
  readonly id: string;
  readonly what: string;
}

/** The ids of these that exist: people in service, departments, posts, approver groups, roles. */
export async function existingIds(
  db: QueryExecutorProvider,
  ids: readonly string[],
  roles: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<Named>`
    select id, 'person' as what from directory.published_person where active and id = any(${sql.val(ids)}::uuid[])
    union all select id, 'department' from directory.published_department where id = any(${sql.val(ids)}::uuid[])
    union all select id, 'post' from directory.published_post where id = any(${sql.val(ids)}::uuid[])
    union all select id, 'group' from approvals.approver_group where removed_at is null and id = any(${sql.val(ids)}::uuid[])`.execute(
    db,
  );
  return new Set([...rows.map((row) => `${row.what} ${row.id}`), ...[...roles].map((id) => `role ${id}`)]);
}

/** The same with who and what it names: those that don't exist, and a number's letters that another kind already uses. */
export async function checkContent(
  context: Pick<QueryContext<unknown>, 'contracts'> & { readonly db: QueryExecutorProvider },
  { kind, program }: { readonly kind: string; readonly program?: ResolvedKind },
  content: TemplateContent,
): Promise<TemplateProblem[]> {
  const { db } = context;
  const problems = staticProblems(kind, program, content, await kindsToBegin(context));
  const named = namedIds(content).filter(({ what }) => what !== 'role');
  if (named.length > 0) {
    const existing = await existingIds(
      db,
      named.map(({ id }) => id),
      new Set(),
    );
    for (const { what, id, path } of named) {
      if (existing.has(`${what} ${id}`)) continue;
      const part = path.startsWith('settings.') ? 'settings' : path.startsWith('design.') ? 'form' : 'flow';
      problems.push({ severity: 'error', part, at: nodeAt(content, path), code: `${what}Gone`, facts: { id } });
    }
  }
  const prefix = numberingOf(content)?.prefix;
  if (prefix) {
    const { rows } = await sql<{ kind: string }>`
      select kind from (select distinct on (d.kind) d.kind,
          coalesce(d.design -> 'numbering' ->> 'prefix', d.settings -> 'numbering' ->> 'prefix') as prefix
        from approvals.definition d where d.kind <> ${kind} and d.employer_id is null order by d.kind, d.version desc) newest
      where prefix = ${prefix} limit 1`.execute(db);
    if (rows[0]) {
      problems.push({ severity: 'error', part: 'settings', at: 'numbering', code: 'prefixTaken', facts: { prefix } });
    }
  }
  return problems;
}

/** What a sub-process may be of: every kind that isn't retired, nor a draft only. */
async function kindsToBegin(context: Parameters<typeof checkContent>[0]): Promise<string[]> {
  const { rows } = await sql<{ kind: string; state: string }>`select kind, state from approvals.template`.execute(
    context.db,
  );
  const stored = new Map(rows.map(({ kind, state }) => [kind, state]));
  const programs = allKinds(context).map(({ name }) => name);
  return [...new Set([...programs, ...stored.keys()])].filter((name) => (stored.get(name) ?? 'live') === 'live');
}

/** The id of the node that a path leads through, for the list of problems to jump to. */
function nodeAt(content: TemplateContent, path: string): string {
  let value: unknown = content;
  let id = '';
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) break;
    value = (value as Record<string, unknown>)[step];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    const { id: own, name } = value as { id?: unknown; name?: unknown };
    if (typeof own === 'string') id = own;
    else if (typeof name === 'string') id = name;
  }
  return id;
}
