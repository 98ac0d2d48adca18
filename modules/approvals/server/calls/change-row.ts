import type { Updateable } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { integrationsChanged } from '../../contract/call-events.ts';
import type { CallsTables } from './calls-tables.ts';

/** Writes a changed integration under its next revision, and tells; gives that revision. */
export async function changeRow(
  context: CommandContext<CallsTables>,
  row: { readonly id: string; readonly revision: number },
  change: Updateable<CallsTables['approvals.integration']>,
): Promise<number> {
  const revision = row.revision + 1;
  await context.db
    .updateTable('approvals.integration')
    .set({ ...change, revision, changed_at: context.now.toString() })
    .where('id', '=', row.id)
    .execute();
  context.emit(integrationsChanged, { integrationId: row.id });
  return revision;
}
