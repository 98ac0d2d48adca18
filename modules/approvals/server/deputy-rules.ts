import { sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { deputyChanged } from '../contract/deputy-events.ts';
import { administer } from '../contract/permissions.ts';
import type { Asks } from './answer-questions.ts';
import { carryOut, type Work } from './carry-out.ts';
import { spanOfDays } from './span-of-days.ts';
import { deputyTimer } from './timers/deputy-timer.ts';

/** A rule as it is stored. */
export interface DeputyRule {
  readonly id: string;
  readonly principal_id: string;
  readonly deputy_id: string;
  readonly from_day: string;
  readonly until_day: string;
  readonly ended_at: string | null;
}

/** Whether the actor administers this person, so that he may do it for him, with a reason. */
export async function administersPerson(
  context: Pick<QueryContext<never>, 'may' | 'within'> & Pick<Asks, 'db'>,
  personId: string,
): Promise<boolean> {
  if (!context.may(administer)) return false;
  const { rows } = await sql<{ administers: boolean }>`
    select ${context.within(administer, 'a.id')} as administers from (values (${personId}::uuid)) a (id)`.execute(
    context.db,
  );
  return rows[0]?.administers ?? false;
}

/** Tasks that wait for this person have his deputies of this moment. Each request in its turn, as other commands on it do. */
export async function refreshDeputies(context: Work, personId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select i.id from approvals.instance i where i.ended_at is null
      and jsonb_path_exists(i.state, '$.visits[*].slots[*] ? (@.person == $person && (@.state == "open" || @.state == "waiting"))',
        jsonb_build_object('person', ${personId}::text))
    order by i.id`.execute(context.db);
  for (const { id } of rows) {
    await carryOut(context, id, () => ({ command: { type: 'deputiesChanged', person: personId } }));
  }
}

/** A rule takes effect with its first day and ends with its last, where the principal works. */
export async function scheduleRule(context: Work, rule: DeputyRule, timeZone: string): Promise<void> {
  const { begins, ends } = spanOfDays(rule.from_day, rule.until_day, timeZone);
  for (const [edge, at] of [
    ['begins', begins],
    ['ends', ends],
  ] as const) {
    if (Temporal.Instant.compare(at, context.now) > 0) {
      await context.schedule(deputyTimer, { key: `${rule.id} ${edge}`, at, input: { personId: rule.principal_id } });
    }
  }
}

/** Ends a rule now; tells both, and the tasks that are open. */
export async function endRule(context: Work, rule: DeputyRule, by: string | null, employerId: string): Promise<void> {
  await sql`update approvals.deputy set ended_at = ${context.now.toString()}::timestamptz, ended_by = ${by}::uuid
    where id = ${rule.id}::uuid and ended_at is null`.execute(context.db);
  for (const edge of ['begins', 'ends']) await context.unschedule(deputyTimer, `${rule.id} ${edge}`);
  context.emit(deputyChanged, {
    ruleId: rule.id,
    principalId: rule.principal_id,
    deputyId: rule.deputy_id,
    employerId,
    what: 'ended',
    by,
  });
}
