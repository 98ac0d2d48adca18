/** What other modules may read of files in SQL, joined in their own statements; who may see what is theirs to decide. */
export interface FilesViews {
  'files.published_file': PublishedFile;
  'files.published_text': PublishedText;
  'files.published_upload': PublishedUpload;
}

/** A file that is attached to a thing of a module. */
export interface PublishedFile {
  id: string;
  name: string;
  owner_module: string;
  owner_kind: string;
  owner_id: string;
  /** Id of its bytes in the blob store. */
  blob: string;
  /** 32 bytes; a Buffer where it is read. */
  sha256: Uint8Array;
  /** Bytes. */
  size: number;
  media_type: string;
  uploaded_at: string;
  shows: 'image' | 'pdf' | 'nothing';
  label: string | null;
  /** Its label is read by some only. */
  controlled: boolean;
}

/** What an attached document says, as far as it was read (40,000 UTF-16 units); sensitive ones say nothing. */
export interface PublishedText {
  file_id: string;
  text: string;
}

/** What a program uploaded and nothing uses. */
export interface PublishedUpload {
  id: string;
  /** As the module that speaks for it calls it. */
  program: string;
  name: string;
}
