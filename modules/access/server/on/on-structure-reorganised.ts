import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { structureReorganised } from '#modules/directory/contract/events.ts';
import type { AccessTables } from '../access-tables.ts';
import { endPackageGrants } from '../end-package-grants.ts';

/** A reorganisation moves people, and departments with their people. */
export const onStructureReorganised = subscriber<AccessTables>()(
  'access.onStructureReorganised',
  structureReorganised,
  (context) => endPackageGrants(context, sql`true`),
);
