import { type Kysely, sql } from 'kysely';
import type { FileRow } from '../contract/shapes.ts';
import type { FileRecord, FilesTables } from './files-tables.ts';

/** Anything that runs a statement: a query's handle, a command's transaction. */
export type Runs = Pick<Kysely<FilesTables>, 'getExecutor'>;

const columns = sql`f.id, f.content_id, f.name, f.uploader_id, f.program,
  to_char(f.uploaded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as uploaded_at,
  f.owner_module, f.owner_kind, f.owner_id, f.sensitive, f.placeless, f.label, f.controlled, encode(c.sha256, 'hex') as sha256, c.size::float8 as size,
  c.media_type, c.shows, c.width, c.height`;

/** Files by their ids, whoever asks: what a reader may see is decided by `readableFiles`. `lock`: nobody else changes them meanwhile. */
export async function loadFiles(
  db: Runs,
  fileIds: readonly string[],
  lock?: 'update' | 'share',
): Promise<Map<string, FileRecord>> {
  const { rows } = await sql<FileRecord>`
    select ${columns} from files.file f join files.content c on c.id = f.content_id
    where f.id = any(${sql.val(fileIds)}::uuid[]) order by f.id
    ${lock === 'update' ? sql`for update of f` : lock === 'share' ? sql`for share of f` : sql``}`.execute(db as never);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The ids of the files that are attached to a thing. */
export async function attachedTo(db: Runs, owner: { module: string; kind: string; id: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from files.file where owner_module = ${owner.module} and owner_kind = ${owner.kind} and owner_id = ${owner.id}
    order by id`.execute(db as never);
  return rows.map((row) => row.id);
}

/** A file as its reader sees it. */
export function fileRowOf(file: FileRecord & { readonly viewOnly?: boolean }, readerId: string | undefined): FileRow {
  return {
    fileId: file.id,
    name: file.name,
    size: file.size,
    mediaType: file.media_type,
    shows: file.shows,
    thumbnail: file.width !== null && !file.sensitive,
    width: file.width,
    height: file.height,
    sensitive: file.sensitive,
    viewOnly: file.viewOnly ?? false,
    label: file.label,
    uploadedBy: file.uploader_id,
    uploadedAt: file.uploaded_at,
    may: file.uploader_id !== readerId ? [] : file.owner_module === null ? ['remove', 'label'] : ['label'],
  };
}
