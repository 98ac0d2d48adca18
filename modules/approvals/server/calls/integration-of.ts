import { refuse } from '#kernel/contract/failure.ts';
import { notFound, notPermitted } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import { callFailures } from '../../contract/call-failures.ts';
import { administer } from '../../contract/permissions.ts';
import type { CallsTables } from './calls-tables.ts';

/** Integrations serve every employer, so only who administers all of them may see and change them. */
export function requireEverywhere(context: Pick<QueryContext<CallsTables>, 'reach' | 'language'>): void {
  if (!context.reach(administer).company)
    throw refuse(notPermitted, { permission: administer.sentence[context.language] });
}

/** An integration to be changed, at the revision that the caller has seen; refuses with 404, or where it was changed since. */
export async function integrationOf(context: CommandContext<CallsTables>, id: string, revision?: number) {
  requireEverywhere(context);
  const row = await context.db
    .selectFrom('approvals.integration')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse(notFound);
  if (revision !== undefined && row.revision !== revision) throw refuse(callFailures.integrationChanged);
  context.about('integration', id);
  return row;
}
