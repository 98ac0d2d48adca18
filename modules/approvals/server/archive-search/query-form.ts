import type { QueryExecutorProvider } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import type { ArchiveQueryForm } from '../../contract/archive-query-kind.ts';
import { noSuchArchive } from '../../contract/archive-search-failures.ts';
import { archiveKinds } from './archive-kinds.ts';

type Asks = Pick<QueryContext<never>, 'contracts' | 'readTogether'> & { readonly db: QueryExecutorProvider };

/** What is asked for with what the program adds: the names of the kinds, and whether an important one is among them. */
export async function queryForm(
  context: Asks,
  asked: Omit<ArchiveQueryForm, 'titles' | 'important'>,
): Promise<ArchiveQueryForm> {
  const known = new Map((await archiveKinds(context)).map((kind) => [kind.name, kind]));
  const kinds = [...new Set(asked.kinds)].map((name) => {
    const kind = known.get(name);
    if (!kind) throw refuse(noSuchArchive);
    return kind;
  });
  return {
    kinds: kinds.map((kind) => kind.name),
    titles: {
      zh: kinds.map((kind) => kind.title.zh).join('、'),
      en: kinds.map((kind) => kind.title.en).join(', '),
    },
    reach: asked.reach,
    until: asked.until,
    reason: asked.reason,
    important: kinds.some((kind) => kind.important) ? 'yes' : 'no',
  };
}
