import { type QueryExecutorProvider, sql } from 'kysely';
import type { Words } from '#kernel/contract/words.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { allKinds, type ResolvedKind } from '../kind-of.ts';
import { publishedKind } from '../published-kind.ts';

type Asks = Pick<QueryContext<never>, 'contracts' | 'readTogether'> & { readonly db: QueryExecutorProvider };

export interface ArchiveKind {
  readonly name: string;
  readonly title: Words;
  readonly important: boolean;
}

/** Every kind of request that was ever published, also retired ones, by name. */
export async function archiveKinds(context: Asks): Promise<ArchiveKind[]> {
  const { rows } = await sql<{ kind: string; version: number; important: boolean }>`
    select d.kind, max(d.version) as version, coalesce(bool_or(t.important), false) as important
    from approvals.definition d left join approvals.template t on t.kind = d.kind group by d.kind order by d.kind`.execute(
    context.db,
  );
  const published = await Promise.all(
    rows.map(async ({ kind, version, important }) => {
      const { title } = (await publishedKind(context, kind, version)).kind;
      return { name: kind, title, important };
    }),
  );
  const named = new Set(rows.map((row) => row.kind));
  const others = allKinds(context).filter(({ name }) => !named.has(name));
  return [...published, ...others.map(({ name, title }) => ({ name, title, important: false }))];
}

/** The published versions of a kind, newest first; the program's where none was published. */
export async function versionsOfKind(context: Asks, name: string): Promise<ResolvedKind[]> {
  const { rows } = await sql<{ version: number }>`
    select version from approvals.definition where kind = ${name} order by version desc`.execute(context.db);
  const versions = await Promise.all(rows.map(({ version }) => publishedKind(context, name, version)));
  return versions.length > 0
    ? versions.map(({ kind }) => kind)
    : allKinds(context).filter((kind) => kind.name === name);
}
