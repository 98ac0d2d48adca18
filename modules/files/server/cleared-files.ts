import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { type FileLabel, fileLabels } from '../contract/file-label.ts';
import type { Runs } from './file-rows.ts';
import type { FileRecord } from './files-tables.ts';

/** The labels that modules declare, by their names. */
export const labelsOf = (context: Pick<QueryContext<unknown>, 'contracts'>): ReadonlyMap<string, FileLabel> =>
  new Map(extensionsAt(fileLabels, context.contracts).map((label) => [label.label, label]));

/**
 * Of these files, those whose label the reader is cleared for at this moment; one's own are. A label of a module that is gone is
 * read by nobody else. Processes aren't asked.
 */
export async function clearedFiles(
  context: Pick<QueryContext<unknown>, 'actor' | 'contracts' | 'may' | 'within'> & { readonly db: Runs },
  files: readonly FileRecord[],
): Promise<ReadonlySet<string>> {
  const { actor } = context;
  const known = labelsOf(context);
  const open = files.filter(
    (file) => !file.controlled || actor.kind !== 'person' || file.uploader_id === actor.personId,
  );
  const cleared = new Set(open.map(({ id }) => id));
  const others = Map.groupBy(
    files.filter(({ id }) => !cleared.has(id)),
    (file) => file.label ?? '',
  );
  for (const [label, labelled] of others) {
    const held = (known.get(label)?.reads ?? []).filter((permission) => context.may(permission));
    if (held.length === 0) continue;
    const within = held.map((permission) => sql`${context.within(permission, 'f.uploader_id')}`);
    const { rows } = await sql<{ id: string }>`
      select f.id from files.file f where f.id = any(${sql.val(labelled.map(({ id }) => id))}::uuid[])
        and (${sql.join(within, sql` or `)})`.execute(context.db as never);
    for (const { id } of rows) cleared.add(id);
  }
  return cleared;
}
