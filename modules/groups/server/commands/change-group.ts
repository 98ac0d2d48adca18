import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { renameGroup } from '#modules/messaging/contract/conversations.ts';
import { dissolvedAlready, nameOffPattern } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { hasRule } from '../../domain/check-rule.ts';
import { fullName, ownNameIn, patternInWords } from '../../domain/group-name.ts';
import { groupsWhere, isWithin, nameFactsOf } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { loadKind } from '../load-kinds.ts';
import { checkTerms } from '../new-group.ts';
import { recordHappening } from '../record-happening.ts';
import { recountExpected, writeParts } from '../recount-expected.ts';
import { requireActive, setLeaders } from '../set-leaders.ts';
import { follow, governing } from '../settle.ts';

/** The office changes a group; it needs to be no member for it (G4). */
export const changeGroup = handle<GroupsTables>()(contract.changeGroup, async (context, input) => {
  const { conversationId, revision } = input;
  const [group] = await groupsWhere(context.db, sql<boolean>`g.conversation_id = ${conversationId}::uuid`, 'lock');
  if (!group || !(await isWithin(context, group.applicant_id))) throw refuse(notFound);
  if (group.state === 'dissolved') throw refuse(dissolvedAlready);
  if (group.revision !== revision) throw refuse(changedMeanwhile);
  const kind = await loadKind(context.db, group.kind);
  const facts = nameFactsOf(group);
  const ownName = input.ownName ?? group.own_name;
  const name = input.ownName === undefined ? group.name : fullName(kind, facts, ownName);
  if (input.ownName !== undefined && (ownNameIn(kind, facts, name) === null || [...name].length > 50)) {
    throw refuse(nameOffPattern, { pattern: patternInWords(kind, facts) });
  }
  const rule = input.rule ?? group.rule;
  const endsOn = input.endsOn === undefined ? group.ends_on : input.endsOn;
  await checkTerms(context, kind, {
    name,
    rule,
    // An end that has passed already isn't asked about again.
    endsOn:
      input.endsOn === undefined && kind.lifetime !== 'ends'
        ? null
        : (input.endsOn ?? (endsOn === null ? null : latest(endsOn))),
    employerId: group.employer_id,
    timeZone: group.time_zone,
    conversationId,
  });
  await sql`update groups.governed set own_name = ${ownName}, name = ${name}, purpose = ${input.purpose ?? group.purpose},
      rule = ${JSON.stringify(rule)}::jsonb, has_rule = ${hasRule(rule)}, apply = ${input.apply ?? group.apply},
      ends_on = ${endsOn}, revision = revision + 1,
      end_soon_told_at = case when ${endsOn}::date is distinct from ends_on then null else end_soon_told_at end,
      end_notice_id = case when ${endsOn}::date is distinct from ends_on then null else end_notice_id end,
      end_told_at = case when ${endsOn}::date is distinct from ends_on then null else end_told_at end,
      end_breach_at = case when ${endsOn}::date is distinct from ends_on then null else end_breach_at end
    where conversation_id = ${conversationId}::uuid`.execute(context.db);
  if (name !== group.name) await context.callAs(governing, renameGroup, { conversationId, name });
  if (input.leaderIds) {
    await requireActive(context, input.leaderIds);
    await setLeaders(context, group, input.leaderIds);
    await sql`update groups.hand_over set state = 'dropped', ended_at = ${context.now.toString()}
      where conversation_id = ${conversationId}::uuid and state = 'open'
        and from_id <> ${input.leaderIds[0] ?? null}::uuid`.execute(context.db);
  }
  if (input.rule) {
    await writeParts(context, { conversationId, employerId: group.employer_id, rule });
    await recountExpected(context, { conversationIds: [conversationId] });
  }
  const concerned = [...group.leader_ids, ...(input.leaderIds ?? [])];
  if (name !== group.name) await recordHappening(context, group, 'renamed', { name }, concerned);
  const fields = Object.entries({
    purpose: input.purpose !== undefined && input.purpose !== group.purpose,
    rule: input.rule !== undefined && JSON.stringify(input.rule) !== JSON.stringify(group.rule),
    apply: input.apply !== undefined && input.apply !== group.apply,
    endsOn: endsOn !== group.ends_on,
    leaders: input.leaderIds !== undefined && input.leaderIds.join() !== group.leader_ids.join(),
  }).flatMap(([field, differs]) => (differs ? [field] : []));
  if (fields.length > 0) {
    await recordHappening(context, group, 'settingsChanged', { fields: fields.join(',') }, concerned);
  }
  await follow(context, [conversationId]);
  return { revision: revision + 1 };

  /** A day that the terms accept, for an end that stays as it is. */
  function latest(day: string): string {
    const today = context.now
      .toZonedDateTimeISO(group?.time_zone ?? 'UTC')
      .toPlainDate()
      .toString();
    return day < today ? today : day;
  }
});
