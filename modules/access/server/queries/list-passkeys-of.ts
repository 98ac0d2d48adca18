import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/passkeys.ts';
import { removePasskeys } from '../../contract/permissions.ts';
import type { AccessTables } from '../access-tables.ts';
import { passkeyRows } from '../passkey-rows.ts';

export const listPasskeysOf = handle<AccessTables>()(contract.listPasskeysOf, async (context, { personId }) => {
  const { rows } = await sql`
    select from directory.published_person p
    where p.id = ${personId}::uuid and ${context.within(removePasskeys, 'p.id')}`.execute(context.db);
  if (rows.length === 0) throw refuse(notFound);
  return { rows: await passkeyRows(context, personId) };
});
