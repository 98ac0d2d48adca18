import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { personMoved } from '#modules/directory/contract/events.ts';
import type { AccessTables } from '../access-tables.ts';
import { endPackageGrants } from '../end-package-grants.ts';

/** Who moved loses what the departments that were left gave. */
export const onPersonMoved = subscriber<AccessTables>()(
  'access.onPersonMoved',
  personMoved,
  (context, { facts: { personId } }) => endPackageGrants(context, sql`g.person_id = ${personId}::uuid`),
);
