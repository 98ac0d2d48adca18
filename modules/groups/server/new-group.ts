import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { createGroup } from '#modules/messaging/contract/conversations.ts';
import * as failures from '../contract/failures.ts';
import type { GroupKind } from '../contract/group-kind.ts';
import type { MembershipRule } from '../contract/membership-rule.ts';
import { manageGroups } from '../contract/permissions.ts';
import { asksRecords, faultIn, hasRule } from '../domain/check-rule.ts';
import { fullName, ownNameIn, patternInWords } from '../domain/group-name.ts';
import { nameFactsOf } from './group-rows.ts';
import type { Command, Query } from './groups-tables.ts';
import { loadKind } from './load-kinds.ts';
import { recordHappening } from './record-happening.ts';
import { recountExpected, writeParts } from './recount-expected.ts';
import { requireActive, setLeaders } from './set-leaders.ts';
import { governing } from './settle.ts';
import { whoBelongs } from './who-belongs.ts';

/** A group that is asked for. */
export interface AskedGroup {
  readonly kindCode: string;
  readonly ownName: string;
  readonly purpose: string;
  readonly applicantId: string;
  /** The first leader first. */
  readonly leaderIds: readonly string[];
  readonly rule: MembershipRule;
  readonly endsOn: string | null;
}

interface Place {
  employer_id: string;
  company: string;
  department: string | null;
  time_zone: string;
  is_head: boolean;
}

/** The rules that any group of a kind keeps to, whoever makes or changes it; refuses what breaks one. */
export async function checkTerms(
  context: Pick<Query, 'now' | 'may'> & { readonly db: Query['db'] | Command['db'] },
  kind: GroupKind,
  group: {
    readonly name: string;
    readonly rule: MembershipRule;
    readonly endsOn: string | null;
    readonly employerId: string;
    readonly timeZone: string;
    /** Itself, where it is there already. */
    readonly conversationId?: string;
  },
): Promise<{ belong: string[] }> {
  const { name, rule, endsOn, employerId } = group;
  const { rows } = await sql`select from groups.governed where lower(name) = lower(${name}) and state = 'active'
    and conversation_id is distinct from ${group.conversationId ?? null}::uuid`.execute(context.db as Command['db']);
  if (rows.length > 0) throw refuse(failures.nameTaken, { name });
  const piece = faultIn(rule);
  if (piece !== null) throw refuse(failures.badCondition, { piece });
  // Who is let in would tell it of everybody.
  if (asksRecords(rule) && !context.may(manageGroups)) throw refuse(failures.recordsInCondition);
  if (kind.membership === 'rule' && !hasRule(rule)) throw refuse(failures.ruleMissing);
  if (kind.lifetime === 'ends' && endsOn === null) throw refuse(failures.endMissing);
  if (endsOn !== null) {
    const today = context.now.toZonedDateTimeISO(group.timeZone).toPlainDate();
    const days = kind.mostDays ?? 3_660;
    if (endsOn < today.toString() || endsOn > today.add({ days }).toString())
      throw refuse(failures.endTooLate, { days });
  }
  const belong = await whoBelongs(context.db as Command['db'], employerId, rule);
  if (belong.length > kind.mostMembers) {
    throw refuse(failures.tooManyMembers, { count: belong.length, most: kind.mostMembers });
  }
  return { belong };
}

/** Whether this may be asked for by this person, now (G1, G3, G6, G9); gives its full name and who belongs in it. */
export async function checkAskedGroup(
  context: Query | Command,
  asked: AskedGroup,
): Promise<{ kind: GroupKind; place: Place; name: string; belong: string[] }> {
  const db = context.db as Command['db'];
  const kind = await loadKind(db, asked.kindCode);
  const { rows } = await sql<Place>`
    select p.employer_id, e.name as company, d.name as department, e.time_zone,
      exists (select from directory.published_head h where h.person_id = p.id) as is_head
    from directory.published_person p join directory.published_employer e on e.id = p.employer_id
    left join directory.published_department d on d.id = p.main_department_id
    where p.id = ${asked.applicantId}::uuid`.execute(db);
  const [place] = rows;
  if (!place) throw new Error('nobody asks for this group');
  const manages = context.may(manageGroups);
  if ((kind.creators === 'managers' || (kind.creators === 'heads' && !place.is_head)) && !manages) {
    throw refuse(failures.notACreator);
  }
  await requireActive({ db }, asked.leaderIds);
  const facts = nameFactsOf({ ...place, since: context.now.toString() });
  const name = fullName(kind, facts, asked.ownName);
  if (ownNameIn(kind, facts, name) === null || [...name].length > 50) {
    throw refuse(failures.nameOffPattern, { pattern: patternInWords(kind, facts) });
  }
  const { belong } = await checkTerms(context, kind, {
    name,
    rule: asked.rule,
    endsOn: asked.endsOn,
    employerId: place.employer_id,
    timeZone: place.time_zone,
  });
  return { kind, place, name, belong };
}

/**
 * Makes the group: named, staffed, registered, without anyone's hand (G2). Refuses as `checkAskedGroup` does, before anything
 * was written.
 */
export async function newGroup(context: Command, asked: AskedGroup, requestId: string | null): Promise<string> {
  const { kind, place, name, belong } = await checkAskedGroup(context, asked);
  const [ownerId] = asked.leaderIds;
  if (ownerId === undefined) throw refuse(failures.leaderUnknown);
  const { conversationId } = await context.callAs(governing, createGroup, {
    name,
    ownerId,
    personIds: [...new Set([...belong, ...asked.leaderIds])],
  });
  await register(context, { ...asked, conversationId, name, place, requestId, apply: kind.apply, graceUntil: null });
  await setLeaders(context, { conversation_id: conversationId, leader_ids: [] }, asked.leaderIds);
  const about = { conversation_id: conversationId, employer_id: place.employer_id };
  await recordHappening(context, about, 'created', { name }, [asked.applicantId]);
  return conversationId;
}

/** Enters a group into the register, with its rule. */
export async function register(
  context: Command,
  group: Omit<AskedGroup, 'leaderIds'> & {
    readonly conversationId: string;
    readonly name: string;
    readonly place: Pick<Place, 'employer_id'>;
    readonly requestId: string | null;
    readonly apply: 'automatic' | 'proposed';
    readonly graceUntil: string | null;
  },
): Promise<void> {
  const { conversationId, rule } = group;
  const now = context.now.toString();
  await sql`insert into groups.governed (conversation_id, kind, own_name, name, purpose, employer_id, applicant_id, request_id,
      rule, has_rule, apply, ends_on, grace_until, state, since, patrolled_at)
    values (${conversationId}, ${group.kindCode}, ${group.ownName}, ${group.name}, ${group.purpose}, ${group.place.employer_id},
      ${group.applicantId}, ${group.requestId}, ${JSON.stringify(rule)}::jsonb, ${hasRule(rule)}, ${group.apply},
      ${group.endsOn}, ${group.graceUntil}, 'active', ${now}, ${now})`.execute(context.db);
  await writeParts(context, { conversationId, employerId: group.place.employer_id, rule });
  await recountExpected(context, { conversationIds: [conversationId] });
}
