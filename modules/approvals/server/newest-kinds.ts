import { type QueryExecutorProvider, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { type ResolvedKind, storedKindOf } from './kind-of.ts';
import { publishedKind } from './published-kind.ts';

type Asks = Pick<QueryContext<unknown>, 'contracts' | 'now' | 'readTogether'> & {
  readonly db: QueryExecutorProvider;
};

/** Kinds by their names, as the newest version in force for the whole group says them; else as the program says them. */
export async function newestKinds(context: Asks, names: readonly string[]): Promise<ReadonlyMap<string, ResolvedKind>> {
  const asked = [...new Set(names)];
  if (asked.length === 0) return new Map();
  const { rows } = await sql<{ kind: string; version: number }>`
    select distinct on (kind) kind, version from approvals.definition
    where kind = any(${sql.val(asked)}::text[]) and employer_id is null
      and coalesce(effective_at, published_at) <= ${context.now.toString()}::timestamptz
    order by kind, version desc`.execute(context.db);
  const versions = new Map(rows.map(({ kind, version }) => [kind, version]));
  const found = asked.map(async (name) => {
    const version = versions.get(name);
    const kind = version === undefined ? undefined : await publishedKind(context, name, version);
    return [name, kind?.kind ?? storedKindOf(context, name)] as const;
  });
  return new Map(await Promise.all(found));
}
