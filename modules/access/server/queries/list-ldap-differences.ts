import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/ldap-sync.ts';
import type { LdapDifference } from '../../domain/ldap-differences.ts';
import type { AccessTables } from '../access-tables.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';

export const listLdapDifferences = handle<AccessTables>()(
  contract.listLdapDifferences,
  async (context, { syncId, limit, cursor }) => {
    const after = cursor === undefined ? -1 : Number(readCursor(cursor)[0]) || 0;
    const rows = await context.db
      .selectFrom('access.ldap_difference as d')
      .leftJoin('access.role as r', 'r.id', 'd.role_id')
      .select([
        'd.number',
        'd.kind',
        'd.label',
        'd.person_id',
        'd.changes',
        'd.problem',
        'r.id as role_id',
        'r.name_zh',
        'r.name_en',
      ])
      .where('d.sync_id', '=', syncId)
      .where('d.number', '>', after)
      .orderBy('d.number')
      .limit(limit + 1)
      .execute();
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      rows: shown.map((row) => ({
        number: row.number,
        kind: row.kind,
        label: row.label,
        personId: row.person_id,
        changes: [...(row.changes as LdapDifference['changes'])],
        problem: row.problem,
        role: row.role_id === null ? null : { id: row.role_id, name: { zh: row.name_zh ?? '', en: row.name_en ?? '' } },
      })),
      ...(rows.length > limit && last ? { next: writeCursor([String(last.number), syncId]) } : {}),
    };
  },
);
