import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { Words } from '#kernel/contract/words.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { bothLanguages } from '../../contract/form-design.ts';
import { designTemplates, governTemplates } from '../../contract/permissions.ts';
import type { TemplateClass, TemplateState } from '../../contract/template.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { allKinds, type ResolvedKind } from '../kind-of.ts';

export type TemplateReads = Pick<QueryContext<ApprovalsTables>, 'actor' | 'reach' | 'contracts' | 'now'> & {
  readonly db: CommandContext<ApprovalsTables>['db'] | QueryContext<ApprovalsTables>['db'];
};

export interface NamedRow {
  readonly id: string;
  readonly name: string;
}

/** What stands beside the versions of a template, and what the actor may do with it. */
export interface TemplateHead {
  readonly kind: string;
  readonly program?: ResolvedKind;
  /** A row exists; kinds of the program have one only once something was changed about them. */
  readonly stored: boolean;
  readonly employer: NamedRow | null;
  readonly ownerDepartment: NamedRow | null;
  readonly ownerPerson: NamedRow | null;
  readonly class: TemplateClass;
  readonly important: boolean;
  readonly category: string | null;
  readonly state: TemplateState;
  readonly revision: number;
  readonly title: Words;
  /** The group's newest version in force. */
  readonly version: number | null;
  readonly designed: boolean;
  readonly hasDraft: boolean;
  readonly running: number;
  readonly openProblems: number;
  readonly designs: boolean;
  readonly governs: boolean;
}

interface Row {
  readonly kind: string;
  readonly stored: boolean;
  readonly employer: NamedRow | null;
  readonly owner_department: NamedRow | null;
  readonly owner_person: NamedRow | null;
  readonly class: TemplateClass;
  readonly important: boolean;
  readonly category: string | null;
  readonly state: TemplateState;
  readonly revision: number;
  readonly title: { zh: string; en?: string } | null;
  readonly version: number | null;
  readonly designed: boolean;
  readonly has_draft: boolean;
  readonly running: number;
  readonly open_problems: number;
  readonly owned: boolean;
}

/** SQL condition: the department in that column lies within the actor's reach of the permission to design. */
function ownedWithin(context: Pick<TemplateReads, 'reach'>, column: string): RawBuilder<boolean> {
  const reach = context.reach(designTemplates);
  if (reach.company) return sql`true`;
  const department = sql.ref(column);
  return sql`exists (select from directory.published_department own_d where own_d.id = ${department} and (
    own_d.employer_id = any(${sql.val(reach.employerIds)}::uuid[])
    or own_d.id = any(${sql.val(reach.departmentIds)}::uuid[])
    or exists (select from directory.published_department_tree own_t where own_t.descendant_id = own_d.id
      and own_t.ancestor_id = any(${sql.val(reach.departmentTreeIds)}::uuid[]))))`;
}

/** The departments whose templates the actor may design. */
export async function designableDepartments(context: TemplateReads): Promise<NamedRow[]> {
  const { rows } = await sql<NamedRow>`select d.id, d.name from directory.published_department d
    where ${ownedWithin(context, 'd.id')} order by d.number limit 500`.execute(context.db);
  return [...rows];
}

/** Whether the actor may say what this employer says itself (W16). */
export function overridesFor(context: Pick<TemplateReads, 'reach'>, employerId: string): boolean {
  const reach = context.reach(designTemplates);
  return reach.company || reach.employerIds.includes(employerId);
}

/**
 * The templates that the actor may look at: those of departments whose templates he designs, all where he governs, and the
 * group's where he designs for a whole employer, since that may say parts of them itself.
 */
export async function templateHeads(context: TemplateReads, only?: string): Promise<TemplateHead[]> {
  const programs = new Map(allKinds(context).map((kind) => [kind.name, kind] as const));
  const names = [...programs.keys()];
  const { rows } = await sql<Row>`
    select k.kind, t.kind is not null as stored, coalesce(t.class, 'core') as class, coalesce(t.important, false) as important,
      t.category, coalesce(t.state, 'live') as state, coalesce(t.revision, 0) as revision,
      (select json_build_object('id', e.id, 'name', e.name) from directory.published_employer e
        where e.id = t.employer_id) as employer,
      (select json_build_object('id', d.id, 'name', d.name) from directory.published_department d
        where d.id = t.owner_department_id) as owner_department,
      (select json_build_object('id', p.id, 'name', p.name) from directory.published_person p
        where p.id = t.owner_person_id) as owner_person,
      coalesce(v.settings -> 'title', dr.content -> 'settings' -> 'title') as title,
      v.version, coalesce(v.design, dr.content -> 'design', 'null'::jsonb) <> 'null'::jsonb as designed,
      dr.kind is not null as has_draft,
      (select count(*)::int from approvals.instance i where i.kind = k.kind and i.ended_at is null) as running,
      (select count(*)::int from approvals.form_problem f where f.kind = k.kind and f.state = 'open') as open_problems,
      coalesce(${ownedWithin(context, 't.owner_department_id')}, false) as owned
    from (select unnest(${sql.val(names)}::text[]) as kind union select kind from approvals.template) k
    left join approvals.template t on t.kind = k.kind
    left join approvals.template_draft dr on dr.kind = k.kind and dr.employer_id is null
    left join lateral (select d.version, d.settings, d.design from approvals.definition d
      where d.kind = k.kind and d.employer_id is null
        and coalesce(d.effective_at, d.published_at) <= ${context.now.toString()}::timestamptz
      order by d.version desc limit 1) v on true
    where ${only ?? null}::text is null or k.kind = ${only ?? null}::text
    order by k.kind`.execute(context.db);
  const { company, employerIds } = context.reach(governTemplates);
  const design = context.reach(designTemplates);
  return rows.flatMap((row) => {
    const program = programs.get(row.kind);
    const governs = company || (row.employer !== null && employerIds.includes(row.employer.id));
    // Core flows belong to the platform administrator's office (W9).
    const designs = row.class === 'core' ? governs : governs || (row.stored && row.owned);
    const mayOverride = row.employer === null && (design.company || design.employerIds.length > 0);
    if (!designs && !mayOverride && !(row.stored && row.owned)) return [];
    return [
      {
        kind: row.kind,
        ...(program && { program }),
        stored: row.stored,
        employer: row.employer,
        ownerDepartment: row.owner_department,
        ownerPerson: row.owner_person,
        class: row.class,
        important: row.important,
        category: row.category,
        state: row.state,
        revision: row.revision,
        title: row.title ? bothLanguages(row.title) : (program?.title ?? { zh: row.kind, en: row.kind }),
        version: row.version,
        designed: row.designed,
        hasDraft: row.has_draft,
        running: row.running,
        openProblems: row.open_problems,
        designs,
        governs,
      },
    ];
  });
}

/** One template for whoever may look at it; refuses others as if it didn't exist. */
export async function templateHead(context: TemplateReads, kind: string): Promise<TemplateHead> {
  const [head] = await templateHeads(context, kind);
  if (!head) throw refuse(approvalFailures.noSuchKind);
  return head;
}

/** One template, or what an employer says of it, for whoever may look at that. */
export async function readableHead(context: TemplateReads, kind: string, employerId?: string): Promise<TemplateHead> {
  const head = await templateHead(context, kind);
  const may = employerId === undefined || head.governs || overridesFor(context, employerId);
  if (!may) throw refuse(approvalFailures.noSuchKind);
  return head;
}

/** One template (or what an employer says of it) for whoever may change it. */
export async function designedHead(context: TemplateReads, kind: string, employerId?: string): Promise<TemplateHead> {
  const head = await templateHead(context, kind);
  const may = employerId === undefined ? head.designs : head.employer === null && overridesFor(context, employerId);
  if (!may) throw refuse(approvalFailures.noSuchKind);
  return head;
}

/** One template for whoever governs it. */
export async function governedHead(context: TemplateReads, kind: string): Promise<TemplateHead> {
  const head = await templateHead(context, kind);
  if (!head.governs) throw refuse(approvalFailures.noSuchKind);
  return head;
}

/** Makes the row of a kind of the program, where it has none yet. */
export async function storeHead(
  context: Pick<CommandContext<ApprovalsTables>, 'db' | 'now'>,
  head: TemplateHead,
): Promise<void> {
  if (head.stored) return;
  await sql`insert into approvals.template (kind, class, important, state, revision, changed_at)
    values (${head.kind}, ${head.class}, ${head.important}, ${head.state}, 1, ${context.now.toString()}::timestamptz)
    on conflict do nothing`.execute(context.db);
}

/** The head as every answer shows it. */
export const shownHead = ({ program, stored: _, designs: _d, governs: _g, ...head }: TemplateHead) => ({
  ...head,
  builtin: program !== undefined,
});
