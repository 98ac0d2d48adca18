import { CompiledQuery } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { prepared } from '#kernel/server/database/prepared.ts';
import { togetherReader } from '#kernel/server/together/together-reader.ts';
import { type Definition, definition as definitionShape } from '../contract/definition.ts';
import { type ResolvedKind, storedKindOf } from './kind-of.ts';
import { programKind } from './templates/program-kind.ts';
import { resolveContent } from './templates/resolve-content.ts';
import { type VersionRow, versionOf } from './templates/version-table.ts';

const text = prepared(
  'approvals.definitions',
  `select k.n::int as n, d.kind, d.version, d.employer_id, d.base_version, d.definition, d.design, d.settings, d.overrides,
    d.conflicts, d.builtin, d.program_version
  from unnest($1::text[], $2::int[]) with ordinality k(kind, version, n)
  join approvals.definition d using (kind, version)`,
);

const storedVersion = togetherReader<{ readonly kind: string; readonly version: number }, VersionRow | undefined>({
  name: 'approvals.definitions',
  run: async (db, keys) => {
    const { rows } = await db
      .getExecutor()
      .executeQuery<VersionRow & { n: number }>(
        CompiledQuery.raw(text, [keys.map(({ kind }) => kind), keys.map(({ version }) => version)]),
      );
    const found = new Map(rows.map((row) => [row.n - 1, row]));
    return keys.map((_, index) => found.get(index));
  },
});

type Asks = Pick<QueryContext<unknown>, 'contracts' | 'readTogether'>;

interface PublishedKind {
  readonly kind: ResolvedKind;
  readonly definition: Definition;
}

/** Published versions never change, so each is read once. By program: tests run several in one process. */
const known = new WeakMap<Asks['contracts'], Map<string, PublishedKind>>();
const mostKnown = 500;

/**
 * A kind as a published version says it, which every request that took it keeps: its form, its title, its flow.
 * Throws where it was never published.
 */
export async function publishedKind(context: Asks, name: string, version: number): Promise<PublishedKind> {
  const versions = known.get(context.contracts) ?? new Map<string, PublishedKind>();
  known.set(context.contracts, versions);
  const key = `${version} ${name}`;
  const held = versions.get(key);
  if (held) return held;
  const row = await context.readTogether(storedVersion, { kind: name, version });
  if (!row) throw new Error(`${name} has no version ${version}`);
  const program = programKind(context, name);
  const said = row.settings === null ? undefined : versionOf(row, program);
  const published = {
    // What the program brought before versions had settings is as the program says it now.
    kind: (said && resolveContent(name, program, said.content, said)) ?? storedKindOf(context, name),
    definition: definitionShape.parse(row.definition),
  };
  if (versions.size >= mostKnown) versions.clear();
  versions.set(key, published);
  return published;
}
