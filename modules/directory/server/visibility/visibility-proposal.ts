import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { visibilityChanged, visibilityProposed } from '../../contract/events.ts';
import { departmentUnknown, personUnknown, visibilityChangedMeanwhile } from '../../contract/failures.ts';
import { secondPeople } from '../../contract/second-person.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import type { VisibilityRule } from '../../contract/visibility.ts';
import { loadDepartments } from '../department-table.ts';
import { loadPeople } from '../person-table.ts';
import { visibilityExpires } from './visibility-expires.ts';

type Context = CommandContext<DirectoryViews>;

/** What is to become of a rule; `rule` null: it goes. */
export interface VisibilityChange {
  readonly ruleId: string;
  /** Of the rule that was looked at; 0: a new one. */
  readonly revision: number;
  readonly rule: VisibilityRule | null;
}

/** Who answers for a change: two people, or one and what stood in; nobody: the program itself. */
interface By {
  readonly changedBy: string | null;
  readonly approvedBy: string | null;
  readonly glassId: string | null;
}

/** Refuses a rule about what isn't there. */
export async function checkRule({ db }: Context, rule: VisibilityRule): Promise<void> {
  const departmentIds = new Set([...rule.departmentIds, ...rule.shownToDepartmentIds]);
  if ((await loadDepartments(db, [...departmentIds])).size !== departmentIds.size) throw refuse(departmentUnknown);
  const personIds = new Set([...rule.personIds, ...rule.shownToPersonIds]);
  if ((await loadPeople(db, [...personIds])).size !== personIds.size) throw refuse(personUnknown);
}

/** The revision of a rule, locked; undefined: there is none. */
export async function lockRule({ db }: Context, ruleId: string): Promise<number | undefined> {
  const { rows } = await sql<{ revision: number }>`
    select revision from directory.visibility_rule where id = ${ruleId}::uuid for update`.execute(db);
  return rows[0]?.revision;
}

/**
 * Has a change wait for a second person (A4). At once it holds where the program itself makes it, or where something stands in
 * for that person. Gives the proposal that waits; null: it holds.
 */
export async function proposeVisibility(
  context: Context,
  change: VisibilityChange,
  reason: string,
): Promise<string | null> {
  const { db, actor } = context;
  context.about('visibilityRule', change.ruleId);
  if (actor.kind !== 'person') {
    await carryOutVisibility(context, change, { changedBy: null, approvedBy: null, glassId: null });
    return null;
  }
  const { glassId, expiresAt } = await secondPerson(context);
  const id = context.newId();
  const now = context.now.toString();
  const decided = glassId === null ? null : now;
  const { numAffectedRows } = await sql`
    insert into directory.visibility_proposal (id, rule_id, revision, rule, reason, proposed_at, proposed_by,
      expires_at, decided_at, decided_by, outcome, glass_id)
    values (${id}::uuid, ${change.ruleId}::uuid, ${change.revision},
      ${change.rule === null ? null : JSON.stringify(change.rule)}::jsonb, ${reason}, ${now}::timestamptz,
      ${actor.personId}::uuid, ${expiresAt}::timestamptz, ${decided}::timestamptz, ${glassId === null ? null : actor.personId}::uuid,
      ${glassId === null ? null : 'carriedOut'}, ${glassId}::uuid)
    on conflict do nothing`.execute(db);
  if (numAffectedRows !== 1n) throw refuse(visibilityChangedMeanwhile);
  if (glassId === null && expiresAt !== null)
    await context.schedule(visibilityExpires, { key: id, at: expiresAt, input: { proposalId: id } });
  if (glassId !== null)
    await carryOutVisibility(context, change, { changedBy: actor.personId, approvedBy: null, glassId });
  context.emit(visibilityProposed, {
    proposalId: id,
    what: glassId === null ? 'proposed' : 'carriedOut',
    proposedBy: actor.personId,
    by: glassId === null ? null : actor.personId,
  });
  return glassId === null ? id : null;
}

/** What stands in for a second person now (the audit says that it did), and when a proposal expires; null: never. */
async function secondPerson(context: Context): Promise<{ glassId: string | null; expiresAt: string | null }> {
  for (const { read } of extensionsAt(secondPeople, context.contracts)) {
    const second = await context.read(read, {});
    if (second.glassId !== null) context.about('breakGlass', second.glassId);
    return second;
  }
  return { glassId: null, expiresAt: null };
}

/** The change holds from now on. Refuses where the rule isn't any more what was looked at. */
export async function carryOutVisibility(context: Context, change: VisibilityChange, by: By): Promise<void> {
  const { db, now } = context;
  const { ruleId, revision, rule } = change;
  if (((await lockRule(context, ruleId)) ?? 0) !== revision) throw refuse(visibilityChangedMeanwhile);
  if (rule === null) {
    await sql`delete from directory.visibility_rule where id = ${ruleId}::uuid`.execute(db);
  } else {
    await checkRule(context, rule);
    const uuids = (ids: readonly string[]) => sql`${sql.val([...new Set(ids)])}::uuid[]`;
    await sql`
      insert into directory.visibility_rule (id, name, hides, department_ids, person_ids, shown_to_department_ids,
        shown_to_person_ids, among_themselves, changed_at, changed_by, approved_by, glass_id, revision)
      values (${ruleId}::uuid, ${rule.name}, ${sql.val([...new Set(rule.hides)])}::text[], ${uuids(rule.departmentIds)},
        ${uuids(rule.personIds)}, ${uuids(rule.shownToDepartmentIds)}, ${uuids(rule.shownToPersonIds)},
        ${rule.amongThemselves}, ${now.toString()}, ${by.changedBy}::uuid, ${by.approvedBy}::uuid, ${by.glassId}::uuid,
        ${revision + 1})
      on conflict (id) do update set name = excluded.name, hides = excluded.hides,
        department_ids = excluded.department_ids, person_ids = excluded.person_ids,
        shown_to_department_ids = excluded.shown_to_department_ids, shown_to_person_ids = excluded.shown_to_person_ids,
        among_themselves = excluded.among_themselves, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
        approved_by = excluded.approved_by, glass_id = excluded.glass_id, revision = excluded.revision`.execute(db);
  }
  context.emit(visibilityChanged, { ruleId });
}
