import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { requestEnded } from '#modules/approvals/contract/events.ts';
import { readRequest } from '#modules/approvals/contract/operations.ts';
import { bulletinPublished } from '../../contract/events.ts';
import { publishingKind } from '../../contract/publishing-kind.ts';
import { approvedText } from '../../contract/shapes.ts';
import type { BulletinsTables } from '../bulletins-tables.ts';
import { takeOffTheList } from '../take-off-the-list.ts';
import { expiryTimer } from '../timers/expiry-timer.ts';

/** 事后: what was approved is published as it was approved, once; where that approval is revoked, it is taken down. */
export const onRequestEnded = subscriber<BulletinsTables>()(
  'bulletins.onRequestEnded',
  requestEnded,
  async (context, { number: because, facts }) => {
    const { requestId: bulletinId, kind, outcome } = facts;
    if (kind !== publishingKind.name) return;
    if (outcome === 'revoked') {
      await takeOffTheList(context, bulletinId, { by: null, reason: null });
      return;
    }
    if (outcome !== 'approved') return;
    const { view } = await context.read(readRequest, { requestId: bulletinId });
    const values = view.fields.map(({ name, value }) => [name, value] as const);
    const text = approvedText.parse(Object.fromEntries(values));
    const ends = text.validUntil === undefined ? null : await endOf(context, text.validUntil, facts.employerId);
    const at = context.now.toString();
    const { rows } = await sql`insert into bulletins.bulletin
        (id, number, sort, headline, body, classification, valid_until, ends_at, publisher_id, employer_id, published_at, because)
      values (${bulletinId}, ${facts.number}, ${text.sort}, ${text.headline}, ${text.body}, ${text.classification}, ${text.validUntil ?? null},
        ${ends?.toString() ?? null}, ${facts.applicantId}, ${facts.employerId}, ${at}, ${because})
      on conflict do nothing returning 1`.execute(context.db);
    if (rows.length === 0) return;
    if (ends) await context.schedule(expiryTimer, { key: bulletinId, at: ends, input: { bulletinId } });
    const { employerId, applicantId: publisherId } = facts;
    context.emit(bulletinPublished, { bulletinId, employerId, publisherId, at });
  },
);

/** When the day is over where the employer is. */
async function endOf(
  context: { readonly db: Parameters<ReturnType<typeof sql>['execute']>[0] },
  day: string,
  employerId: string,
): Promise<Temporal.Instant> {
  const { rows } = await sql<{ time_zone: string }>`
    select time_zone from directory.published_employer where id = ${employerId}::uuid`.execute(context.db);
  const zone = rows[0]?.time_zone ?? 'Asia/Shanghai';
  return Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).toInstant();
}
