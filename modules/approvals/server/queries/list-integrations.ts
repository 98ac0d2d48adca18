import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/call-operations.ts';
import type { CallsTables } from '../calls/calls-tables.ts';
import { requireEverywhere } from '../calls/integration-of.ts';
import { personNames } from '../person-names.ts';

export const listIntegrations = handle<CallsTables>()(contract.listIntegrations, async (context) => {
  requireEverywhere(context);
  const reader = context.actor.kind === 'person' ? context.actor.personId : undefined;
  const rows = await context.db
    .selectFrom('approvals.integration')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('name')
    .limit(500)
    .execute();
  const { rows: calls } = await sql<{
    integration_id: string;
    state: 'pending' | 'sent' | 'done' | 'failed';
    tries: number;
    error: string | null;
    made_at: string;
  }>`select distinct on (integration_id) integration_id, state, tries, error, made_at from approvals.call
    where integration_id = any(${rows.map((row) => row.id)}::uuid[]) order by integration_id, made_at desc, id desc`.execute(
    context.db as never,
  );
  const names = await personNames(
    context.db,
    rows.flatMap((row) => row.proposed_by ?? []),
  );
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const lastOf = new Map(calls.map((call) => [call.integration_id, call]));
  return {
    rows: rows.map((row) => {
      const last = lastOf.get(row.id);
      return {
        integrationId: row.id,
        revision: row.revision,
        name: row.name,
        url: row.url,
        allowed: row.allowed,
        ...(row.proposed &&
          row.proposed_by && {
            proposed: { addresses: row.proposed, by: row.proposed_by, byName: nameOf.get(row.proposed_by) ?? '' },
          }),
        mayConfirm: row.proposed !== null && reader !== undefined && row.proposed_by !== reader,
        ...(last && {
          last: {
            state: last.state,
            tries: last.tries,
            madeAt: last.made_at,
            ...(last.error !== null && { error: last.error }),
          },
        }),
      };
    }),
  };
});
