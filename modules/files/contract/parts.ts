import { type PartControl, part } from '#kernel/contract/part.ts';

interface FileInputProps extends Omit<PartControl<readonly string[]>, 'onChange'> {
  /** Ids of the files, in the order of uploading. */
  readonly onChange?: (value: string[] | undefined) => void;
  /** Most files; 20 where left out. */
  readonly most?: number;
  /** Only pictures; phones offer the camera. */
  readonly images?: boolean;
}

/** Takes files: by choosing, dropping, pasting, with the camera. Its value are the ids of what was uploaded; what is on its way it tells the form around it (`Awaiting`). */
export const fileInput = part<FileInputProps>('files.fileInput');

interface FileLabelProps {
  readonly fileId: string;
  /** One that is declared at `fileLabels`; null: none. */
  readonly label: string | null;
  readonly may: boolean;
  /** Others may have seen it. */
  readonly attached: boolean;
}

interface FileListProps {
  readonly fileIds: readonly string[];
  /** What the list is called by a screen reader. */
  readonly label?: string;
}

/** A place beside the name of a file: what it is marked with, and for whoever may mark it, how. */
export const fileLabel = part<FileLabelProps>('files.fileLabel');

/** Shows files that the viewer may read: pictures small, everything to open or save. */
export const fileList = part<FileListProps>('files.fileList');
