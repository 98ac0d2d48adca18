/** The tables of files, as they are read and written in SQL. */
export interface FilesTables {
  'files.file': FileRecord;
}

/** A file with its content. Instants are RFC 3339 texts. */
export interface FileRecord {
  readonly id: string;
  readonly content_id: string;
  readonly name: string;
  /** null: a program sent it. */
  readonly uploader_id: string | null;
  readonly program: string | null;
  readonly uploaded_at: string;
  readonly owner_module: string | null;
  readonly owner_kind: string | null;
  readonly owner_id: string | null;
  readonly sensitive: boolean;
  /** Nobody gets the place where the picture was taken. */
  readonly placeless: boolean;
  readonly label: string | null;
  /** Its label is read by some only. */
  readonly controlled: boolean;
  readonly sha256: string;
  readonly size: number;
  readonly media_type: string;
  readonly shows: 'image' | 'pdf' | 'nothing';
  readonly width: number | null;
  readonly height: number | null;
}
