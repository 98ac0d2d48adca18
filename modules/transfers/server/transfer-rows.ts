import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { TransferRow } from '../contract/shapes.ts';

export interface StoredTransfer {
  readonly id: string;
  readonly number: string;
  readonly sender_id: string;
  readonly sender: string;
  readonly employer_id: string;
  readonly receiver_id: string;
  readonly receiver: string;
  readonly classification: TransferRow['classification'];
  readonly nature: string;
  readonly purpose: string;
  readonly masked: boolean;
  readonly from_day: string;
  readonly to_day: string;
  readonly begins: string;
  readonly ends: string;
  readonly approved_at: string;
  readonly ended_at: string | null;
  readonly reason: string | null;
}

/** Entries of the register, newest first. `t` is the transfer. */
export async function transferRows(
  db: QueryExecutorProvider,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<readonly StoredTransfer[]> {
  const { rows } = await sql<StoredTransfer>`
    select t.id, t.number, t.sender_id, s.name as sender, t.employer_id, t.receiver_id, r.name as receiver, t.classification,
      t.nature, t.purpose, t.masked, t.from_day, t.to_day, t.begins, t.ends, t.approved_at, e.at as ended_at, e.reason
    from transfers.transfer t
    join directory.published_person s on s.id = t.sender_id
    join directory.published_person r on r.id = t.receiver_id
    left join transfers.ended e on e.transfer_id = t.id
    where ${where} order by t.approved_at desc, t.id desc limit ${limit}`.execute(db);
  return rows;
}

/** As a list shows it. */
export const transferRowOf = (stored: StoredTransfer): TransferRow => ({
  transferId: stored.id,
  number: stored.number,
  classification: stored.classification,
  nature: stored.nature,
  masked: stored.masked,
  sender: { id: stored.sender_id, name: stored.sender },
  receiver: { id: stored.receiver_id, name: stored.receiver },
  from: stored.from_day,
  to: stored.to_day,
  begins: stored.begins,
  ends: stored.ends,
  endedAt: stored.ended_at,
});
