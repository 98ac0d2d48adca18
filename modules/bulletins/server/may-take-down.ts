import { type QueryExecutorProvider, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { takeDown } from '../contract/permissions.ts';

/** Whether the actor may take down what this person had published. */
export async function mayTakeDown(
  context: Pick<QueryContext<unknown>, 'may' | 'within'> & { readonly db: QueryExecutorProvider },
  publisherId: string,
): Promise<boolean> {
  if (!context.may(takeDown)) return false;
  const { rows } = await sql<{ may: boolean }>`
    select ${context.within(takeDown, 'a.id')} as may from (values (${publisherId}::uuid)) a (id)`.execute(context.db);
  return rows[0]?.may ?? false;
}
