import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { kindChanged } from '../../contract/events.ts';
import * as contract from '../../contract/operations.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { keepDissolved } from '../keep-dissolved.ts';
import { loadKinds } from '../load-kinds.ts';

export const saveKind = handle<GroupsTables>()(contract.saveKind, async (context, { code, revision, kind }) => {
  await sql`lock table groups.kind in share row exclusive mode`.execute(context.db);
  const held = (await loadKinds(context.db)).get(code);
  if ((held?.revision ?? 0) !== revision) throw refuse(changedMeanwhile);
  await sql`insert into groups.kind (code, definition, revision) values (${code}, ${JSON.stringify(kind)}::jsonb, ${revision + 1})
    on conflict (code) do update set definition = excluded.definition, revision = excluded.revision`.execute(
    context.db,
  );
  if (held !== undefined && held.kind.keepMonths !== kind.keepMonths)
    await keepDissolved(context, kind, { kind: code });
  context.emit(kindChanged, { kind: code });
  return { revision: revision + 1 };
});
