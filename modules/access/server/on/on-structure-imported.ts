import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { structureImported } from '#modules/directory/contract/events.ts';
import type { AccessTables } from '../access-tables.ts';
import { endPackageGrants } from '../end-package-grants.ts';

/** A file may have moved anybody. */
export const onStructureImported = subscriber<AccessTables>()(
  'access.onStructureImported',
  structureImported,
  (context) => endPackageGrants(context, sql`true`),
);
