import { extensionPoint } from '#kernel/contract/extension-point.ts';
import type { PermissionContract } from '#kernel/contract/permission.ts';

/** What a file can be marked with, declared by the module whose labels they are; those of a module stand lowest first. */
export interface FileLabel {
  readonly label: string;
  /** Others than the uploader need one of these, with a reach that covers the uploader; left out: whoever reads the thing. */
  readonly reads?: readonly PermissionContract[];
  /** It is looked at and neither saved nor used elsewhere. */
  readonly stays?: true;
}

/** Where a module declares labels: `moduleContract({ extensions: [extend(fileLabels, coreFile)] })`. */
export const fileLabels = extensionPoint<FileLabel>('files.fileLabels');
