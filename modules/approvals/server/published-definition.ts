import { CompiledQuery } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { prepared } from '#kernel/server/database/prepared.ts';
import { togetherReader } from '#kernel/server/together/together-reader.ts';
import { type Definition, definition as definitionShape } from '../contract/definition.ts';

const text = prepared(
  'approvals.definitions',
  `select k.n::int as n, d.definition from unnest($1::text[], $2::int[]) with ordinality k(kind, version, n)
  join approvals.definition d using (kind, version)`,
);

const storedDefinition = togetherReader<{ readonly kind: string; readonly version: number }, unknown>({
  name: 'approvals.definitions',
  run: async (db, keys) => {
    const { rows } = await db
      .getExecutor()
      .executeQuery<{ n: number; definition: unknown }>(
        CompiledQuery.raw(text, [keys.map(({ kind }) => kind), keys.map(({ version }) => version)]),
      );
    const found = new Map(rows.map((row) => [row.n - 1, row.definition]));
    return keys.map((_, index) => found.get(index));
  },
});

type Asks = Pick<QueryContext<unknown>, 'contracts' | 'readTogether'>;

/** Published versions never change, so each is read once. By program: tests run several in one process. */
const known = new WeakMap<Asks['contracts'], Map<string, Definition>>();
const mostKnown = 500;

/** A published version of a kind's flow, which every request that took it keeps. Throws where it was never published. */
export async function publishedDefinition(context: Asks, kind: string, version: number): Promise<Definition> {
  const versions = known.get(context.contracts) ?? new Map<string, Definition>();
  known.set(context.contracts, versions);
  const name = `${version} ${kind}`;
  const held = versions.get(name);
  if (held) return held;
  const definition = definitionShape.parse(await context.readTogether(storedDefinition, { kind, version }));
  if (versions.size >= mostKnown) versions.clear();
  versions.set(name, definition);
  return definition;
}
