import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { readyKinds } from '../../contract/group-kind.ts';
import * as contract from '../../contract/operations.ts';
import { manageKinds } from '../../contract/permissions.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { loadKinds } from '../load-kinds.ts';

export const listKinds = handle<GroupsTables>()(contract.listKinds, async (context) => {
  const kinds = await loadKinds(context.db as never);
  const { rows } = await sql<{ kind: string; groups: number }>`
    select kind, count(*)::int as groups from groups.governed where state = 'active' group by kind`.execute(context.db);
  return {
    rows: [...kinds].map(([code, { kind, revision }]) => ({
      code,
      kind,
      ready: code in readyKinds,
      revision,
      groups: rows.find((row) => row.kind === code)?.groups ?? 0,
    })),
    may: context.may(manageKinds) ? ['manage' as const] : [],
  };
});
