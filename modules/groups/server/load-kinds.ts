import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { kindUnknown } from '../contract/failures.ts';
import { type GroupKind, groupKind, readyKinds } from '../contract/group-kind.ts';

/** Every kind by its code: what the program brings, with what the company changed or added over it. */
export async function loadKinds(
  db: QueryExecutorProvider,
): Promise<ReadonlyMap<string, { kind: GroupKind; revision: number }>> {
  const { rows } = await sql<{ code: string; definition: unknown; revision: number }>`
    select code, definition, revision from groups.kind order by code`.execute(db);
  const kinds = new Map(Object.entries(readyKinds).map(([code, kind]) => [code, { kind, revision: 0 }]));
  for (const { code, definition, revision } of rows) kinds.set(code, { kind: groupKind.parse(definition), revision });
  return kinds;
}

/** One kind; refuses with `kindUnknown`. */
export async function loadKind(db: QueryExecutorProvider, code: string): Promise<GroupKind> {
  const found = (await loadKinds(db)).get(code);
  if (!found) throw refuse(kindUnknown);
  return found.kind;
}
