import { sql } from 'kysely';
import { outside } from '#kernel/server/define-module.ts';
import { lastNumber, logPosition } from '#kernel/server/events/events-after.ts';
import { type OutsideAnswer, sendOutside } from '#kernel/server/outside/send-outside.ts';
import { type Definition, definition } from '../../contract/definition.ts';
import { deliveredSignal, deliveriesChanged, managersTopic } from '../../contract/events.ts';
import type { ShownEvent } from '../../contract/feed.ts';
import { shownEvents } from '../feed/shown-events.ts';
import { openText, signatureOf } from '../feed/signing-secret.ts';
import type { Command, IntegrationsTables } from '../integrations-tables.ts';

interface Taken {
  readonly id: string;
  readonly application_id: string;
  readonly number: number | null;
  readonly event: string;
  readonly at: string;
  readonly tries: number;
  readonly watched: boolean;
  readonly definition: unknown;
  readonly secret: unknown;
  readonly former_secret: unknown;
  readonly former_until: string | null;
}
interface Item {
  readonly delivery: Taken;
  readonly webhook: NonNullable<Definition['webhook']>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const atOnce = 20;
/** Longer than a try can last; after it another process tries anew under the same id. */
const leaseSeconds = 60;
/** The pause after the n-th try doubles from half a minute: about a day and a half in all. */
const mostTries = 13;
const pauseSeconds = (tries: number) => 30 * 2 ** (tries - 1);

/** Tells applications of the events that they may see: signed, each at least once, always under its own id. */
export const webhookCalls = outside<IntegrationsTables>()({
  name: 'integrations.webhookCalls',
  due: `select from integrations.delivery where state = 'waiting' and next_try <= $1
    union all select from integrations.webhook w join integrations.application a on a.id = w.application_id and a.active
      where w.number < ${lastNumber}`,
  take: async (context): Promise<readonly Item[]> => {
    await followLog(context);
    const { rows } = await sql<Taken>`
      with due as (select id from integrations.delivery
        where state = 'waiting' and next_try <= ${context.now.toString()}::timestamptz
        order by next_try limit ${atOnce} for update skip locked)
      update integrations.delivery t set tries = t.tries + 1,
        next_try = ${context.now.add({ seconds: leaseSeconds }).toString()}::timestamptz
      from due d, integrations.application a left join integrations.webhook w on w.application_id = a.id
      where t.id = d.id and a.id = t.application_id
      returning t.id, t.application_id, t.number, t.event, t.at, t.tries, t.watched, a.definition, w.secret,
        w.former_secret, w.former_until`.execute(context.db);
    const items: Item[] = [];
    for (const delivery of rows) {
      const made = await itemOf(context, delivery);
      if (typeof made === 'string') await end(context, delivery, 'dead', null, made);
      else items.push(made);
    }
    return items;
  },
  carryOut: ({ webhook, headers, body }) =>
    sendOutside({ method: 'POST', url: webhook.address, headers, body, allowed: webhook.networks }, { cut: true }),
  record: async (context, { delivery }, answer: OutsideAnswer) => {
    context.signal(managersTopic, deliveredSignal, { applicationId: delivery.application_id });
    const status = answer.answered ? answer.status : null;
    if (status !== null && status >= 200 && status < 300) return end(context, delivery, 'told', status, null);
    const error = answer.answered ? null : answer.error;
    if ((!answer.answered && answer.never) || delivery.tries >= mostTries)
      return end(context, delivery, 'dead', status, error);
    const again = context.now.add({ seconds: pauseSeconds(delivery.tries) }).toString();
    await sql`update integrations.delivery set next_try = ${again}::timestamptz, status = ${status}, error = ${error}
      where id = ${delivery.id}::uuid and state = 'waiting'`.execute(context.db);
    if (delivery.watched) context.emit(deliveriesChanged, { applicationId: delivery.application_id });
  },
});

/** Makes a line for each new event that an application may see, and moves its cursor in the same transaction. */
async function followLog(context: Command): Promise<void> {
  const { db, contracts, now } = context;
  const { number } = await logPosition(db);
  const { rows } = await sql<{ application_id: string; number: number; definition: unknown }>`
    select w.application_id, w.number, a.definition
    from integrations.webhook w join integrations.application a on a.id = w.application_id and a.active
    where w.number < ${number} order by w.number limit 50 for update of w skip locked`.execute(db);
  for (const row of rows) {
    const application = { applicationId: row.application_id, definition: definition.parse(row.definition) };
    const { events, upTo } = await shownEvents({ db, contracts }, application, row.number, 500);
    for (const event of events)
      await sql`insert into integrations.delivery (id, application_id, number, event, state, next_try, at)
        values (${context.newId()}::uuid, ${row.application_id}::uuid, ${event.number}, ${event.name}, 'waiting',
          ${now.toString()}::timestamptz, ${event.at}::timestamptz) on conflict do nothing`.execute(db);
    await sql`update integrations.webhook set number = ${upTo} where application_id = ${row.application_id}::uuid`.execute(
      db,
    );
  }
}

/** What is sent; or why nothing is. */
async function itemOf(context: Command, delivery: Taken): Promise<Item | string> {
  const { db, contracts, now } = context;
  const applicationId = delivery.application_id;
  const wanted = definition.parse(delivery.definition);
  const secret = await openText(context, applicationId, delivery.secret);
  if (wanted.webhook === null || secret === undefined) return 'noAddress';
  let event: Omit<ShownEvent, 'number'> | undefined;
  if (delivery.number === null) event = { name: delivery.event, version: 1, at: delivery.at };
  else
    ({
      events: [event],
    } = await shownEvents({ db, contracts }, { applicationId, definition: wanted }, delivery.number - 1, 1));
  // Agreed to no longer, or erased meanwhile.
  if (!event) return 'notShown';
  const { epoch } = await logPosition(db);
  const body = JSON.stringify({ deliveryId: delivery.id, epoch, event });
  const timestamp = String(Math.floor(now.epochMilliseconds / 1_000));
  const former =
    delivery.former_until !== null && Temporal.Instant.compare(Temporal.Instant.from(delivery.former_until), now) > 0
      ? await openText(context, applicationId, delivery.former_secret)
      : undefined;
  const signatures = [secret, ...(former === undefined ? [] : [former])].map((one) =>
    signatureOf(one, timestamp, delivery.id, body),
  );
  const headers = {
    'content-type': 'application/json',
    'guiju-delivery-id': delivery.id,
    'guiju-timestamp': timestamp,
    'guiju-signature': signatures.join(','),
  };
  return { delivery, webhook: wanted.webhook, headers, body };
}

async function end(
  context: Command,
  delivery: Taken,
  state: 'told' | 'dead',
  status: number | null,
  error: string | null,
): Promise<void> {
  await sql`update integrations.delivery set state = ${state}, next_try = null, status = ${status}, error = ${error}
    where id = ${delivery.id}::uuid and state = 'waiting'`.execute(context.db);
  if (state === 'dead' || delivery.watched) context.emit(deliveriesChanged, { applicationId: delivery.application_id });
}
