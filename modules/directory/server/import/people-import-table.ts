import { type QueryExecutorProvider, sql } from 'kysely';
import type { ImportOptions } from '../../contract/import.ts';

/** How many of what a preview found. */
export interface ImportCounts {
  created: number;
  changed: number;
  unchanged: number;
  absent: number;
  departments: number;
  errors: number;
  warnings: number;
}

/** A previewed file. */
export interface PeopleImport {
  id: string;
  employer_id: string;
  file_name: string;
  file_blob: string;
  preview_blob: string;
  digest: string;
  options: ImportOptions;
  counts: ImportCounts;
  applicable: boolean;
  made_at: string;
  made_by: string | null;
  applied_at: string | null;
  /** `hrFile`: the HR system's, which waits to be approved. */
  source: 'hand' | 'hrFile';
  rejected_at: string | null;
  decided_by: string | null;
  /** When the file went; its blobs and its name are empty then. */
  erased_at: string | null;
}

/** A previewed file by id. */
export async function loadImport(
  db: QueryExecutorProvider,
  importId: string,
  lock?: 'update',
): Promise<PeopleImport | undefined> {
  const { rows } = await sql<PeopleImport>`
    select * from directory.people_import where id = ${importId}::uuid ${sql.raw(lock ? 'for update' : '')}`.execute(
    db,
  );
  return rows[0];
}

/** Keeps a preview. */
export async function insertImport(
  db: QueryExecutorProvider,
  made: Omit<PeopleImport, 'applied_at' | 'rejected_at' | 'decided_by' | 'erased_at'>,
): Promise<void> {
  await sql`
    insert into directory.people_import
      (id, employer_id, file_name, file_blob, preview_blob, digest, options, counts, applicable, made_at, made_by, source)
    values (${made.id}, ${made.employer_id}, ${made.file_name}, ${made.file_blob}, ${made.preview_blob}, ${made.digest},
      ${JSON.stringify(made.options)}, ${JSON.stringify(made.counts)}, ${made.applicable}, ${made.made_at}, ${made.made_by}, ${made.source})`.execute(
    db,
  );
}
