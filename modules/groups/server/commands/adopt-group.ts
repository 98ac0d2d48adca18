import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { renameGroup } from '#modules/messaging/contract/conversations.ts';
import { adoptionChanged } from '../../contract/events.ts';
import { governedAlready, nameOffPattern } from '../../contract/failures.ts';
import type { MembershipRule } from '../../contract/membership-rule.ts';
import * as contract from '../../contract/operations.ts';
import { fullName, ownNameIn, patternInWords } from '../../domain/group-name.ts';
import { isWithin, nameFactsOf } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { loadKind } from '../load-kinds.ts';
import { checkTerms, register } from '../new-group.ts';
import { recordHappening } from '../record-happening.ts';
import { requireActive, setLeaders } from '../set-leaders.ts';
import { governing } from '../settle.ts';

interface Proposed {
  owner_id: string;
  kind: string;
  own_name: string;
  leader_id: string;
  rule: MembershipRule;
  grace_until: string;
  name: string;
  employer_id: string;
  company: string;
  time_zone: string;
  department: string | null;
}

/** The owner says yes to what is proposed for his group, or the office does; no rule acts on it before its day of grace. */
export const adoptGroup = handle<GroupsTables>()(
  contract.adoptGroup,
  async (context, { conversationId, changed = {} }) => {
    const { personId } = context.person();
    const { rows } = await sql<Proposed>`
    select c.owner_id, a.kind, a.own_name, a.leader_id, a.rule, a.grace_until, c.name, o.employer_id, e.name as company, e.time_zone,
      d.name as department
    from groups.adoption a join messaging.published_group c on c.id = a.conversation_id and c.closed_at is null
    join directory.published_person o on o.id = c.owner_id join directory.published_employer e on e.id = o.employer_id
    left join directory.published_department d on d.id = o.main_department_id
    where a.conversation_id = ${conversationId}::uuid`.execute(context.db);
    const [found] = rows;
    const manages = found !== undefined && (await isWithin(context, found.owner_id));
    if (!found || !(manages || found.owner_id === personId)) {
      const governed = await sql`select from groups.governed g join groups.leader l using (conversation_id)
      where g.conversation_id = ${conversationId}::uuid and l.person_id = ${personId}::uuid`.execute(context.db);
      throw refuse(governed.rows.length > 0 ? governedAlready : notFound);
    }
    const { rows: taken } =
      await sql`delete from groups.adoption where conversation_id = ${conversationId}::uuid returning 1`.execute(
        context.db,
      );
    if (taken.length === 0) throw refuse(governedAlready);
    const kindCode = changed.kind ?? found.kind;
    const kind = await loadKind(context.db, kindCode);
    const facts = nameFactsOf({ ...found, since: context.now.toString() });
    const ownName = changed.ownName ?? found.own_name;
    const name = fullName(kind, facts, ownName);
    if (ownNameIn(kind, facts, name) === null || [...name].length > 50) {
      throw refuse(nameOffPattern, { pattern: patternInWords(kind, facts) });
    }
    const rule = changed.rule ?? found.rule;
    const leaderId = changed.leaderId ?? found.leader_id;
    await requireActive(context, [leaderId]);
    await checkTerms(
      context,
      { ...kind, membership: 'either', lifetime: 'open' },
      {
        name,
        rule,
        endsOn: null,
        employerId: found.employer_id,
        timeZone: found.time_zone,
      },
    );
    await register(context, {
      conversationId,
      kindCode,
      ownName,
      name,
      purpose: found.name,
      applicantId: found.owner_id,
      rule,
      endsOn: null,
      place: { employer_id: found.employer_id },
      requestId: null,
      apply: kind.apply,
      graceUntil: found.grace_until,
    });
    if (name !== found.name) await context.callAs(governing, renameGroup, { conversationId, name });
    await setLeaders(context, { conversation_id: conversationId, leader_ids: [] }, [leaderId]);
    const about = { conversation_id: conversationId, employer_id: found.employer_id };
    await recordHappening(context, about, 'adopted', { name, day: found.grace_until }, [found.owner_id, leaderId]);
    context.emit(adoptionChanged, { employerId: found.employer_id, concerned: [found.owner_id] });
    return {};
  },
);
