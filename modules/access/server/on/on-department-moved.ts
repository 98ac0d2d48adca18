import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { departmentMoved } from '#modules/directory/contract/events.ts';
import type { AccessTables } from '../access-tables.ts';
import { endPackageGrants } from '../end-package-grants.ts';

/** A department that moved takes its people out of the packages above it. */
export const onDepartmentMoved = subscriber<AccessTables>()('access.onDepartmentMoved', departmentMoved, (context) =>
  endPackageGrants(context, sql`true`),
);
