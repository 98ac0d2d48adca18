import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import type { SeenWay } from '#modules/directory/contract/why-seen.ts';
import { keepRegister } from '../../contract/permissions.ts';
import * as contract from '../../contract/why-transfer-seen.ts';
import { type StoredTransfer, transferRows } from '../transfer-rows.ts';
import type { TransfersTables } from '../transfers-tables.ts';

const material = {
  zh: '资料本身：只有接收人能打开，且只在批准的时间内',
  en: 'The material: only its receiver opens it, and only in the time that was approved',
};

/** As `loadTransfer` decides: the entry of the register, and apart from it the material. */
export const whyTransferSeen = handle<TransfersTables>()(
  contract.whyTransferSeen,
  async (context, { personId, ids, number }) => {
    requireSystem(context, managePeople);
    const stored = await transferRows(
      context.db,
      sql`t.id = any(${sql.val(ids)}::uuid[]) or (${number} <> '' and t.number = ${number})`,
      20,
    );
    return {
      things: stored.map((one) => ({
        what: { zh: `涉密资料传递 ${one.number}`, en: `Transfer of classified material ${one.number}` },
        ways: [
          ...(one.sender_id === personId ? [{ rule: { zh: '传出人', en: 'Its sender' }, since: one.approved_at }] : []),
          ...(one.receiver_id === personId
            ? [{ rule: { zh: '接收人', en: 'Its receiver' }, since: one.approved_at }]
            : []),
          { rule: { ...keepRegister.sentence }, permission: { name: keepRegister.name, of: one.sender_id } },
          materialOf(one, personId, context.now),
        ],
      })),
    };
  },
);

function materialOf(transfer: StoredTransfer, personId: string, now: Temporal.Instant): SeenWay {
  const { receiver_id, begins, ends, ended_at } = transfer;
  const open =
    receiver_id === personId &&
    ended_at === null &&
    Temporal.Instant.compare(now, begins) >= 0 &&
    Temporal.Instant.compare(now, ends) < 0;
  return open ? { rule: material, since: begins, until: ends } : { rule: material, hides: true };
}
