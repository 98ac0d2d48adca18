import { sql } from 'kysely';
import type { BlobStore } from '#kernel/server/blobs/blob-store.ts';
import { outside } from '#kernel/server/define-module.ts';
import { documentRead } from '../../contract/events.ts';
import type { FilesTables } from '../files-tables.ts';
import { textOf } from '../inspect/text-of.ts';
import { type DocumentKind, documentKind } from './document-kind.ts';
import { textInWorker } from './text-in-worker.ts';

/** UTF-16 units of a document that are searched; and bytes of it that are read. */
const mostText = 40_000;
const mostBytes = 30_000_000;
const mostPlain = 1_000_000;

/** One that ended the process with it, or its worker twice, isn't read any more. */
const mostTries = 3;
const leaseSeconds = 120;
/** Two cores read two documents. */
const atOnce = 2;

interface Item {
  readonly contentId: string;
  readonly kind: DocumentKind;
  readonly size: number;
  readonly blobs: BlobStore;
}

/** Reads what documents say, for the search, after they arrived. */
export const documentTexts = outside<FilesTables>()({
  name: 'files.documentTexts',
  due: 'select from files.content_text where try_at <= $1',
  take: async (context): Promise<readonly Item[]> => {
    const now = context.now.toString();
    const { rows } = await sql<{ id: string; media_type: string; size: number }>`
      with due as (
        select content_id from files.content_text where try_at <= ${now} order by try_at limit ${atOnce}
        for update skip locked
      )
      update files.content_text t
      set tries = tries + 1, try_at = case when tries + 1 < ${mostTries}
        then ${context.now.add({ seconds: leaseSeconds }).toString()}::timestamptz end
      from due, files.content c where t.content_id = due.content_id and c.id = t.content_id
      returning c.id, c.media_type, c.size::float8 as size`.execute(context.db);
    return rows.flatMap(({ id, media_type, size }) => {
      const kind = documentKind(media_type);
      return kind ? [{ contentId: id, kind, size, blobs: context.blobs }] : [];
    });
  },
  carryOut: async (item) => {
    try {
      return await read(item);
    } catch {
      return undefined;
    }
  },
  record: async (context, { contentId }, text) => {
    await sql`update files.content_text set try_at = null, text = ${text ?? null}
      where content_id = ${contentId}`.execute(context.db);
    if (text === undefined) return;
    const { rows } = await sql<{ id: string }>`
      select id from files.file where content_id = ${contentId} order by id`.execute(context.db);
    if (rows.length > 0) context.emit(documentRead, { fileIds: rows.map((row) => row.id) });
  },
});

async function read({ contentId, kind, size, blobs }: Item): Promise<string | undefined> {
  if (kind !== 'text' && size > mostBytes) return undefined;
  const stream = await blobs.open(contentId, {
    from: 0,
    until: Math.min(size, kind === 'text' ? mostPlain : mostBytes),
  });
  if (!stream) return undefined;
  const bytes = new Uint8Array(Buffer.concat(await stream.toArray()));
  const text =
    kind === 'text' ? textOf(bytes)?.slice(0, mostText) : await textInWorker({ kind, bytes, most: mostText });
  // PostgreSQL takes neither halves of characters nor NUL.
  const kept = text?.toWellFormed().replaceAll('\0', ' ').trim();
  return kept ? kept : undefined;
}
