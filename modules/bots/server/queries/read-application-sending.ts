import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/sendings.ts';
import { callerOf } from '../application-rows.ts';
import type { BotsTables } from '../bots-tables.ts';

export const readApplicationSending = handle<BotsTables>()(
  contract.readApplicationSending,
  async (context, { key, sendingId }) => {
    const caller = await callerOf(context, key);
    const { rows } = await sql<OutputOf<typeof contract.readApplicationSending>>`
      select total, sent, passed_over as "passedOver", state, failure, made_at as "madeAt", ended_at as "endedAt"
      from bots.sending where id = ${sendingId}::uuid and application_id = ${caller.id}::uuid`.execute(context.db);
    const [found] = rows;
    if (!found) throw refuse(notFound);
    return found;
  },
);
