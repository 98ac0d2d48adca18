import { sql } from 'kysely';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { type RoleRule, resolveRoles } from '#modules/directory/contract/roles.ts';
import type { ChoiceRange } from '../contract/definition.ts';
import { deputiesAllowed } from '../contract/deputy-settings.ts';
import type { Facts, Query } from '../contract/facts.ts';
import { administer } from '../contract/permissions.ts';
import { expressionValue } from '../domain/form/form-scope.ts';
import type { Asks } from './answer-questions.ts';
import { type ApplicantFacts, applicantFacts } from './applicant-facts.ts';
import { type AskedAbout, scopeAsked } from './asked-about.ts';
import { foundPeople, type ServingPerson } from './found-people.ts';

export type PeopleQuery = Extract<Query, { kind: 'people' }>;
type HolderRule = CallInputOf<typeof findHolders>['questions'][number]['rule'];

/** Where people come from. Those of one question come in the order of its sources. */
type Source =
  | { readonly ids: readonly string[] }
  | { readonly directory: RoleRule; readonly of: string }
  | { readonly holders: HolderRule; readonly of: string }
  | { readonly group: string }
  | { readonly department: string; readonly below: boolean; readonly among: readonly string[] };

interface Plan {
  readonly query: PeopleQuery;
  readonly sources: readonly Source[];
  /** Only those of the sources who are in one of these too. */
  readonly range?: readonly Source[];
}

/** So many questions go to another module at a time. */
const PORTION = 200;
const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/**
 * Whom rules name, in their order, in service, with their deputies. At most one question to the directory, one to access, one
 * statement each for groups and departments, and one about all the people found.
 */
export async function findPeople(
  context: Asks,
  questions: readonly PeopleQuery[],
  about: AskedAbout,
): Promise<Facts['people']> {
  const plans = await Promise.all(questions.map((query) => planOf(context, query, about)));
  const known = await resolved(
    context,
    plans.flatMap((plan) => [...plan.sources, ...(plan.range ?? [])]),
  );
  const idsOf = (sources: readonly Source[]) => sources.flatMap((source) => known.get(source) ?? []);
  const found = plans.map(({ query, sources, range }) => {
    const able = range && new Set(idsOf(range));
    return { key: query.key, ids: idsOf(sources).filter((id) => !able || able.has(id)) };
  });
  const serving = await context.readTogether(foundPeople, {
    ids: [...new Set(found.flatMap((one) => one.ids))],
    kind: about.kind.name,
    at: context.now.toString(),
  });
  const allowed = await allowingDeputies(context, serving);
  return Object.fromEntries(
    found.map(({ key, ids }) => [
      key,
      [...new Set(ids)].flatMap((id) => {
        const person = serving.get(id);
        return person ? [{ id, deputies: allowed.has(person.employerId) ? [...person.deputies] : [] }] : [];
      }),
    ]),
  );
}

/** Employers of people who have deputies, where deputies are allowed. */
async function allowingDeputies(
  context: Asks,
  serving: ReadonlyMap<string, ServingPerson>,
): Promise<ReadonlySet<string>> {
  const employers = new Set(
    [...serving.values()].filter((one) => one.deputies.length > 0).map((one) => one.employerId),
  );
  const allowed = new Set<string>();
  for (const employer of employers) if (await context.setting(deputiesAllowed, employer)) allowed.add(employer);
  return allowed;
}

async function planOf(context: Asks, query: PeopleQuery, about: AskedAbout): Promise<Plan> {
  const { rule, applicant } = query;
  const from = (...sources: Source[]): Plan => ({ query, sources });
  const inDirectory = (of: string, directory: RoleRule): Source => ({ of, directory });
  const headOf = (departmentId: string) =>
    inDirectory(applicant, { kind: 'departmentHeadOf', departmentId, nearestAbove: true });
  switch (rule.kind) {
    case 'named':
      return from({ ids: rule.people });
    case 'applicant':
      return from({ ids: [applicant] });
    case 'role':
      return from({ of: applicant, holders: { kind: 'role', role: rule.role, within: rule.within } });
    case 'post':
      return from(inDirectory(applicant, { kind: 'post', postId: rule.post, where: rule.within }));
    case 'departmentHead': {
      if (rule.field === undefined)
        return from(inDirectory(applicant, { kind: 'departmentHead', levelsUp: 0, nearestAbove: true }));
      return from(...idsIn(about, rule.field).map(headOf));
    }
    case 'supervisor':
      return from(inDirectory(applicant, { kind: 'supervisor', level: rule.level }));
    case 'supervisorOf':
      return from(inDirectory(rule.person, { kind: 'supervisor', level: rule.level }));
    case 'supervisors':
      return from(inDirectory(applicant, { kind: 'supervisors', upTo: rule.upTo === 'top' ? 20 : rule.upTo }));
    case 'authorized':
      return from(inDirectory(rule.instead, { kind: 'supervisors', upTo: 20 }));
    case 'formField': {
      const ids = idsIn(about, rule.field);
      return isDepartment(about, rule.field) ? from(...ids.map(headOf)) : from({ ids });
    }
    case 'chosen':
      return { ...from({ ids: rule.people }), ...(rule.from && { range: rangeOf(rule.from, rule.people, applicant) }) };
    case 'group':
      return from({ group: rule.group });
    case 'expression': {
      const facts: ApplicantFacts = await applicantFacts(context, applicant);
      const value = expressionValue(rule.expression, scopeAsked(about, facts));
      // Several people are one text, as in the fields of the form: `,a,b,`.
      return from({ ids: typeof value === 'string' ? value.split(',').filter(isId) : [] });
    }
    case 'successorOf': {
      const successor = about.successors?.get(rule.person);
      return from({ ids: successor === undefined ? [] : [successor] });
    }
    case 'processAdministrator':
      return from({ of: applicant, holders: { kind: 'permission', permission: administer.name } });
    case 'applicantChosen':
    case 'previousChosen':
      // The engine asks for those who were chosen, not for the choice.
      return from();
  }
}

const rangeOf = (from: ChoiceRange, among: readonly string[], applicant: string): Source[] =>
  from.map((one): Source => {
    if (one.kind === 'named') return { ids: one.people };
    if (one.kind === 'role') return { of: applicant, holders: { kind: 'role', role: one.role, within: one.within } };
    return { department: one.department, below: one.below, among };
  });

/** What a field of the form (or the column of every row, as `table.column`) holds: one id or several. */
function idsIn({ form }: AskedAbout, field: string): string[] {
  const [name = '', column] = field.split('.');
  const values =
    column === undefined ? [form[name]] : ((form[name] ?? []) as Record<string, unknown>[]).map((row) => row[column]);
  return [...new Set(values.flat().filter((value) => typeof value === 'string' && isId(value)))] as string[];
}

function isDepartment({ kind }: AskedAbout, field: string): boolean {
  const [name = '', column] = field.split('.');
  const designed = kind.design?.fields.find((one) => one.kind !== 'note' && one.name === name);
  if (!designed) return false;
  if (designed.kind !== 'table') return designed.kind === 'department';
  return designed.columns.some((one) => one.name === column && one.kind === 'department');
}

async function resolved(context: Asks, sources: readonly Source[]): Promise<ReadonlyMap<Source, readonly string[]>> {
  const known = new Map<Source, readonly string[]>();
  const inDirectory = sources.filter((source) => 'directory' in source);
  const holders = sources.filter((source) => 'holders' in source);
  const groups = sources.filter((source) => 'group' in source);
  const departments = sources.filter((source) => 'department' in source);
  for (const source of sources) if ('ids' in source) known.set(source, source.ids);
  for (let at = 0; at < inDirectory.length; at += PORTION) {
    const portion = inDirectory.slice(at, at + PORTION);
    const { answers } = await context.read(resolveRoles, {
      questions: portion.map(({ of, directory }, n) => ({ key: String(n), personId: of, rule: directory })),
    });
    for (const { key, people } of answers) {
      const source = portion[Number(key)];
      if (source)
        known.set(
          source,
          people.map((one) => one.personId),
        );
    }
  }
  for (let at = 0; at < holders.length; at += PORTION) {
    const portion = holders.slice(at, at + PORTION);
    const { answers } = await context.read(findHolders, {
      questions: portion.map(({ of, holders: rule }, n) => ({ key: String(n), personId: of, rule })),
    });
    for (const { key, personIds } of answers) {
      const source = portion[Number(key)];
      if (source) known.set(source, personIds);
    }
  }
  if (groups.length > 0) {
    const { rows } = await sql<{ id: string; members: string[] }>`
      select id, members from approvals.approver_group
      where id = any(${groups.map(({ group }) => group)}::uuid[]) and removed_at is null`.execute(context.db);
    for (const source of groups) known.set(source, rows.find((row) => row.id === source.group)?.members ?? []);
  }
  if (departments.length > 0) {
    const among = [...new Set(departments.flatMap((source) => source.among))];
    const { rows } = await sql<{ person_id: string; ancestor_id: string; own: boolean }>`
      select m.person_id, t.ancestor_id, bool_or(t.depth = 0) as own
      from directory.published_membership m join directory.published_department_tree t on t.descendant_id = m.department_id
      where m.person_id = any(${among}::uuid[]) and t.ancestor_id = any(${departments.map((one) => one.department)}::uuid[])
      group by m.person_id, t.ancestor_id`.execute(context.db);
    for (const source of departments) {
      const members = rows.filter((row) => row.ancestor_id === source.department && (source.below || row.own));
      known.set(
        source,
        members.map((row) => row.person_id),
      );
    }
  }
  return known;
}
