import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/outside-sign-in.ts';
import type { AccessTables } from '../access-tables.ts';

export const listMyOutsideAccounts = handle<AccessTables>()(contract.listMyOutsideAccounts, async (context) => {
  const { personId } = context.person();
  const rows = await context.db
    .selectFrom('access.outside_provider as p')
    .leftJoin('access.outside_account as a', (join) =>
      join.onRef('a.provider_id', '=', 'p.id').on('a.person_id', '=', personId).on('a.removed_at', 'is', null),
    )
    .select(['p.id', 'p.kind', 'p.name', 'p.active', 'a.id as account_id', 'a.label', 'a.how', 'a.linked_at'])
    .where((where) => where.or([where('p.active', '=', true), where('a.id', 'is not', null)]))
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
  return {
    rows: rows.map((row) => ({
      providerId: row.id,
      kind: row.kind,
      name: row.name,
      linked:
        row.account_id && row.label !== null && row.how && row.linked_at
          ? { id: row.account_id, label: row.label, how: row.how, at: row.linked_at }
          : null,
      mayLink: row.active && row.account_id === null && row.kind !== 'ldap',
    })),
  };
});
