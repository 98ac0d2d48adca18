import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import * as contract from '../../contract/visibility.ts';

type Rule = contract.VisibilityRule;

interface Proposal {
  readonly id: string;
  readonly ruleId: string;
  readonly revision: number;
  /** null: the rule is to go. */
  readonly rule: Rule | null;
  readonly reason: string;
  readonly proposedAt: string;
  readonly expiresAt: string | null;
  readonly proposedBy: { readonly id: string; readonly name: string };
}

export const listVisibilityRules = handle<DirectoryViews>()(contract.listVisibilityRules, async (context) => {
  const { db, actor } = context;
  const { rows } = await sql<Rule & { readonly id: string }>`
    select id, name, hides, department_ids as "departmentIds", person_ids as "personIds",
      shown_to_department_ids as "shownToDepartmentIds", shown_to_person_ids as "shownToPersonIds",
      among_themselves as "amongThemselves"
    from directory.visibility_rule order by lower(name), id limit 500`.execute(db);
  const { rows: proposals } = await sql<Proposal>`
    select v.id, v.rule_id as "ruleId", v.revision, v.rule, v.reason, v.proposed_at as "proposedAt", v.expires_at as "expiresAt",
      json_build_object('id', p.id, 'name', p.name) as "proposedBy"
    from directory.visibility_proposal v join directory.person p on p.id = v.proposed_by
    where v.outcome is null order by v.proposed_at, v.id limit 500`.execute(db);
  const all: readonly Rule[] = [...rows, ...proposals.flatMap(({ rule }) => rule ?? [])];
  const { rows: named } = await sql<{ id: string; name: string }>`
    select id, name from directory.department
    where id = any(${sql.val(all.flatMap((rule) => [...rule.departmentIds, ...rule.shownToDepartmentIds]))}::uuid[])
    union all
    select id, name from directory.person
    where id = any(${sql.val(all.flatMap((rule) => [...rule.personIds, ...rule.shownToPersonIds]))}::uuid[])`.execute(
    db,
  );
  const names = new Map(named.map((one) => [one.id, one.name]));
  const withNames = (ids: readonly string[]) => ids.map((id) => ({ id, name: names.get(id) ?? '' }));
  const shown = (rule: Rule) => ({
    name: rule.name,
    hides: rule.hides,
    departments: withNames(rule.departmentIds),
    people: withNames(rule.personIds),
    shownToDepartments: withNames(rule.shownToDepartmentIds),
    shownToPeople: withNames(rule.shownToPersonIds),
    amongThemselves: rule.amongThemselves,
  });
  const self = actor.kind === 'person' ? actor.personId : undefined;
  return {
    rows: rows.map((row) => ({ id: row.id, ...shown(row) })),
    proposals: proposals.flatMap(({ revision, rule, ...proposal }) => {
      const wanted = rule ?? rows.find(({ id }) => id === proposal.ruleId);
      if (!wanted) return [];
      const own = proposal.proposedBy.id === self;
      return [
        {
          ...proposal,
          what: rule === null ? ('remove' as const) : revision === 0 ? ('add' as const) : ('change' as const),
          rule: shown(wanted),
          may: own ? (['withdraw'] as const).slice() : (['agree', 'refuse'] as const).slice(),
        },
      ];
    }),
  };
});
