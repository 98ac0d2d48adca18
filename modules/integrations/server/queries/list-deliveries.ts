import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import { id } from '#kernel/contract/shapes.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/webhooks.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';

interface Row {
  readonly id: string;
  readonly number: number | null;
  readonly event: string;
  readonly state: contract.DeliveryRow['state'];
  readonly tries: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly at: string;
  readonly next_try: string | null;
}

export const listDeliveries = handle<IntegrationsTables>()(contract.listDeliveries, async (context, input) => {
  const { applicationId, state, limit, cursor } = input;
  if (cursor !== undefined && !id().safeParse(cursor).success)
    throw refuse(invalidInput, { where: 'cursor', what: 'uuid', problems: [] });
  const { rows } = await sql<Row>`
    select id, number, event, state, tries, status, error, at, next_try from integrations.delivery
    where application_id = ${applicationId}::uuid and (${state ?? null}::text is null or state = ${state ?? null})
      and (${cursor ?? null}::uuid is null or id < ${cursor ?? null}::uuid)
    order by id desc limit ${limit + 1}`.execute(context.db);
  const shown = rows.slice(0, limit);
  const next = rows.length > limit ? shown.at(-1)?.id : undefined;
  return {
    rows: shown.map((row) => ({
      deliveryId: row.id,
      number: row.number,
      event: row.event,
      state: row.state,
      tries: row.tries,
      status: row.status,
      error: row.error,
      at: row.at,
      nextTry: row.next_try,
      may: row.state === 'dead' ? (['sendAgain'] as const).slice() : [],
    })),
    ...(next === undefined ? {} : { next }),
  };
});
