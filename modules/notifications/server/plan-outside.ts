import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { reckonDeadlines } from '#modules/worktime/contract/reckonings.ts';
import type { OutsideChannel } from '../contract/channels.ts';
import { deliveriesMoved } from '../contract/events.ts';
import { outsideRules } from '../contract/settings.ts';
import type { KindRule, OutsideRules, Quiet, Timing } from '../contract/timing.ts';
import { nextDigest } from '../domain/next-digest.ts';
import { planDelivery, usualRule } from '../domain/plan-delivery.ts';
import type { NotificationTables } from './notification-tables.ts';

type Work = CommandContext<NotificationTables>;

interface Told {
  notice_id: string;
  person_id: string;
  employer_id: string;
  time_zone: string;
  reached: Record<OutsideChannel, boolean>;
  quiet: Quiet | null;
  own: Partial<Record<OutsideChannel, Timing>>;
}

/**
 * Puts notices of one kind into the outbox of every channel that is on and can reach their people, for the time that
 * company and person want. Who has read one already, or left, isn't told again. Nothing is planned twice.
 */
export async function planOutside(
  context: Work,
  told: { readonly kind: string; readonly urgent: boolean; readonly noticeIds: readonly string[] },
): Promise<void> {
  const { db, now } = context;
  const channels = await db
    .selectFrom('notifications.channel')
    .select('channel')
    .where('active', '=', true)
    .orderBy('channel')
    .execute();
  if (channels.length === 0) return;
  const rules = await db
    .selectFrom('notifications.kind_rule')
    .select(['channel', 'timing', 'mandatory'])
    .where('kind', '=', told.kind)
    .execute();
  const ruleOf = new Map<OutsideChannel, KindRule>(rules.map(({ channel, ...rule }) => [channel, rule]));
  const people = await peopleOf(context, told);
  const employers = await employersOf(context, people);

  const planned = people.flatMap((person) => {
    const employer = employers.get(person.employer_id);
    if (!employer) return [];
    return channels.flatMap(({ channel }) => {
      if (!person.reached[channel]) return [];
      const plan = planDelivery({
        channel,
        now,
        timeZone: person.time_zone,
        urgent: told.urgent,
        rule: ruleOf.get(channel) ?? usualRule(channel),
        own: person.own[channel] ?? null,
        quiet: person.quiet ?? employer.rules.quiet,
        rules: employer.rules,
        workBegins: employer.workBegins,
      });
      if (!plan) return [];
      const id = context.newId();
      const at = plan.at.toString();
      const parcel = plan.heldFor === 'digest' ? digestParcel(person.person_id, channel, at) : id;
      return [{ id, notice_id: person.notice_id, person_id: person.person_id, channel, parcel, ...plan, at }];
    });
  });
  if (planned.length === 0) return;
  const columns = <N extends keyof (typeof planned)[number]>(name: N) => planned.map((row) => row[name]);
  await sql`
    insert into notifications.delivery (id, notice_id, person_id, channel, parcel, held_for, state, next_try, made_at)
    select id, notice_id, person_id, channel, parcel, held_for, 'queued', at, ${now.toString()}
    from unnest(${columns('id')}::uuid[], ${columns('notice_id')}::uuid[], ${columns('person_id')}::uuid[],
      ${columns('channel')}::text[], ${columns('parcel')}::uuid[], ${columns('heldFor')}::text[],
      ${columns('at')}::timestamptz[]) planned (id, notice_id, person_id, channel, parcel, held_for, at)
    on conflict (notice_id, channel) do nothing`.execute(db);
  context.emit(deliveriesMoved, { deliveryIds: columns('id').slice(0, 500) });
}

async function peopleOf(
  { db, now }: Work,
  { kind, noticeIds }: { readonly kind: string; readonly noticeIds: readonly string[] },
): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select n.id as notice_id, n.person_id, p.employer_id, e.time_zone, q.quiet,
      jsonb_build_object('push', exists (select from notifications.device d join kernel.session k
          on k.id = d.session_id and k.ends_at > ${now.toString()} where d.person_id = n.person_id),
        'mail', c.email is not null, 'sms', c.phone is not null, 'phone', c.phone is not null,
        'wecom', true, 'dingtalk', true) as reached,
      coalesce((select jsonb_object_agg(o.channel, o.timing) from notifications.preference o
        where o.person_id = n.person_id and o.kind = ${kind}), '{}') as own
    from notifications.notice n
      join directory.published_person p on p.id = n.person_id and p.active
      join directory.published_employer e on e.id = p.employer_id
      left join directory.published_contact c on c.person_id = n.person_id
      left join notifications.quiet q on q.person_id = n.person_id
    where n.id = any(${noticeIds}::uuid[]) and n.read_at is null
    order by n.id`.execute(db);
  return rows;
}

/** What holds for the people of each employer. Their working time is the employer's calendar, so one of them is asked for. */
async function employersOf(context: Work, people: readonly Told[]) {
  const { now } = context;
  const found = new Map<
    string,
    { rules: OutsideRules; workBegins: (from: Temporal.Instant) => Temporal.Instant | null }
  >();
  for (const person of people) {
    if (found.has(person.employer_id)) continue;
    const rules = await context.setting(outsideRules, person.employer_id);
    const moments = [now, nextDigest(now, rules.digestTimes, person.time_zone)].map(String);
    // The first minute of working time that passes from there on begins where they may be disturbed.
    const { answers } = await context.read(reckonDeadlines, {
      questions: moments.map((from) => ({
        key: from,
        personId: person.person_id,
        from,
        amount: { workingMinutes: 1 },
      })),
    });
    const begins = new Map(
      answers.map(({ key, at }) => [key, at && Temporal.Instant.from(at).subtract({ minutes: 1 })]),
    );
    found.set(person.employer_id, { rules, workBegins: (from) => begins.get(from.toString()) || null });
  }
  return found;
}

/** The same for all that one person gets gathered on one channel at one time. */
function digestParcel(personId: string, channel: OutsideChannel, at: string): string {
  const hex = createHash('sha256').update(`${personId} ${channel} ${at}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
