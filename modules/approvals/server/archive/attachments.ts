import { type QueryExecutorProvider, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import type { PublishedFile } from '#modules/files/contract/views.ts';

/** One file that belongs to a request. */
export interface Attachment {
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** As the files module knows it, in hex. */
  readonly sha256: string;
  /** As they were handed in; undefined where they weren't asked for or aren't there any more. */
  readonly bytes: Uint8Array | undefined;
}

/**
 * The files that are attached to a request, in its form, opinions and comments, oldest first; without their bytes unless `withBytes`.
 * None in a program that has no files module. Which of them a reader may see is the caller's to decide.
 */
export async function readAttachments(
  context: Pick<QueryContext<unknown>, 'contracts' | 'blobs'> & { readonly db: QueryExecutorProvider },
  requestId: string,
  withBytes: boolean,
): Promise<Attachment[]> {
  if (!context.contracts.some((contract) => contract.name === 'files')) return [];
  const { rows } = await sql<PublishedFile>`
    select id, name, blob, sha256, size, media_type from files.published_file
    where owner_module = 'approvals' and owner_kind = 'request' and owner_id = ${requestId}
    order by uploaded_at, id`.execute(context.db);
  return Promise.all(
    rows.map(async (row) => ({
      fileId: row.id,
      name: row.name,
      mediaType: row.media_type,
      size: Number(row.size),
      sha256: Buffer.from(row.sha256).toString('hex'),
      bytes: withBytes ? await context.blobs.get(row.blob) : undefined,
    })),
  );
}
