import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { keepRegister } from '../contract/permissions.ts';
import { type StoredTransfer, transferRows } from './transfer-rows.ts';

/** An entry for its sender, its receiver, or who keeps the register; refuses with 404 for anybody else. */
export async function loadTransfer(
  context: Pick<QueryContext<unknown>, 'actor' | 'may' | 'within' | 'now'> & { readonly db: QueryExecutorProvider },
  transferId: string,
): Promise<{ stored: StoredTransfer; open: boolean; mayEnd: boolean }> {
  const [stored] = await transferRows(context.db, sql`t.id = ${transferId}::uuid`, 1);
  if (!stored) throw refuse(notFound);
  const reader = context.actor.kind === 'person' ? context.actor.personId : undefined;
  const keeps = await keepsRegisterOf(context, stored.sender_id);
  if (!keeps && reader !== stored.sender_id && reader !== stored.receiver_id) throw refuse(notFound);
  const runs = stored.ended_at === null && Temporal.Instant.compare(context.now, stored.ends) < 0;
  const begun = Temporal.Instant.compare(context.now, stored.begins) >= 0;
  return {
    stored,
    open: runs && begun && reader === stored.receiver_id,
    mayEnd: runs && (keeps || reader === stored.sender_id),
  };
}

async function keepsRegisterOf(
  context: Pick<QueryContext<unknown>, 'may' | 'within'> & { readonly db: QueryExecutorProvider },
  senderId: string,
): Promise<boolean> {
  if (!context.may(keepRegister)) return false;
  const { rows } = await sql<{ keeps: boolean }>`
    select ${context.within(keepRegister, 'a.id')} as keeps from (values (${senderId}::uuid)) a (id)`.execute(
    context.db,
  );
  return rows[0]?.keeps ?? false;
}
