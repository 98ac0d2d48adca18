import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { requestEnded } from '#modules/approvals/contract/events.ts';
import { readRequest } from '#modules/approvals/contract/operations.ts';
import { requestFiles } from '#modules/approvals/contract/request-files.ts';
import { copyAttached } from '#modules/files/contract/operations.ts';
import { attachUploads } from '#modules/files/contract/permissions.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import { transferApproved } from '../../contract/events.ts';
import { receivedNotice } from '../../contract/notices.ts';
import { approvedTransfer } from '../../contract/shapes.ts';
import { transferFiles } from '../../contract/transfer-files.ts';
import { transferKind } from '../../contract/transfer-kind.ts';
import { endEarly } from '../end-early.ts';
import { turnTimer } from '../timers/turn-timer.ts';
import type { TransfersTables } from '../transfers-tables.ts';

/** 事后: an approved transfer enters the register with copies of its own, once; where the approval is revoked, it ends. */
export const onRequestEnded = subscriber<TransfersTables>()(
  'transfers.onRequestEnded',
  requestEnded,
  async (
    context,
    { number: because, facts: { requestId: transferId, kind, outcome, number, applicantId, employerId } },
  ) => {
    if (kind !== transferKind.name) return;
    if (outcome === 'revoked') await endEarly(context, transferId, { by: null, reason: null });
    if (outcome !== 'approved') return;
    const { view, people } = await context.read(readRequest, { requestId: transferId });
    const asked = approvedTransfer.parse(Object.fromEntries(view.fields.map(({ name, value }) => [name, value])));
    const { classification, receiver, nature, purpose, masked, files, period } = asked;
    const [from, to] = [period.from.date, period.to.date];
    const zones = await sql<{ time_zone: string }>`
      select e.time_zone from directory.published_person p join directory.published_employer e on e.id = p.employer_id
      where p.id = ${receiver}::uuid`.execute(context.db);
    const zone = zones.rows[0]?.time_zone ?? 'Asia/Shanghai';
    const begins = Temporal.PlainDate.from(from).toZonedDateTime(zone).toInstant();
    const ends = Temporal.PlainDate.from(to).add({ days: 1 }).toZonedDateTime(zone).toInstant();
    const { rows } =
      await sql`insert into transfers.transfer (id, number, sender_id, employer_id, receiver_id, classification,
        nature, purpose, masked, from_day, to_day, begins, ends, approved_at, because)
      values (${transferId}, ${number}, ${applicantId}, ${employerId}, ${receiver}, ${classification}, ${nature}, ${purpose},
        ${masked === 'yes'}, ${from}, ${to}, ${begins.toString()}, ${ends.toString()}, ${context.now.toString()}, ${because})
      on conflict do nothing returning 1`.execute(context.db);
    if (rows.length === 0) return;
    await context.callAs({ name: 'transfers.copyMaterial', permissions: [attachUploads] }, copyAttached, {
      from: { module: requestFiles.module, kind: requestFiles.kind, id: transferId },
      to: { module: transferFiles.module, kind: transferFiles.kind, id: transferId },
      fileIds: files,
      sensitive: true,
    });
    const whose = { transferId, senderId: applicantId, receiverId: receiver, employerId };
    for (const [turn, at] of [['begins', begins] as const, ['ends', ends] as const]) {
      if (Temporal.Instant.compare(at, context.now) > 0) {
        await context.schedule(turnTimer, { key: `${transferId} ${turn}`, at, input: whose });
      }
    }
    context.emit(transferApproved, whose);
    if (Temporal.Instant.compare(ends, context.now) <= 0) return;
    const sender = people.find((person) => person.id === applicantId)?.name ?? '';
    await context.callAs(
      { name: 'transfers.tellReceiver', permissions: [sendNotices] },
      notify,
      noticeOf(receivedNotice, {
        personIds: [receiver],
        facts: { sender, from, to },
        about: { type: 'transfers.transfer', id: transferId },
        link: `/transfers/${transferId}`,
      }),
    );
  },
);
