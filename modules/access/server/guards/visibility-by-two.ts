import { sql } from 'kysely';
import { guard } from '#kernel/server/define-module.ts';
import { manageVisibility } from '#modules/directory/contract/permissions.ts';
import { decideVisibility } from '#modules/directory/contract/visibility.ts';
import { refuseStale } from '../../contract/by-two.ts';
import type { AccessTables } from '../access-tables.ts';
import { refuseFormer } from '../refuse-former.ts';

/** Who sees what in the directory is decided as every important permission is: by who has just confirmed, for who may still propose. */
export const visibilityByTwo = guard<AccessTables>()(
  'access.visibilityByTwo',
  decideVisibility,
  async (context, { proposalId, agree }) => {
    await refuseStale(context);
    if (!agree) return;
    const { rows } = await sql<{ proposed_by: string }>`
      select proposed_by from directory.published_visibility_proposal where id = ${proposalId}::uuid`.execute(
      context.db,
    );
    // One that isn't there is the command's to refuse.
    for (const { proposed_by } of rows) await refuseFormer(context, proposed_by, manageVisibility);
  },
);
