import { type PartControl, part } from '#kernel/contract/part.ts';

interface FileInputProps extends Omit<PartControl<readonly string[]>, 'onChange'> {
  /** Ids of the files, in the order of uploading. */
  readonly onChange?: (value: string[] | undefined) => void;
  /** Most files; 20 where left out. */
  readonly most?: number;
  /** Only pictures; phones offer the camera. */
  readonly images?: boolean;
  /** While true the form shouldn't be sent: something is under way. */
  readonly onBusy?: (busy: boolean) => void;
}

/** Takes files: by choosing, dropping, pasting, with the camera. Its value are the ids of what was uploaded. */
export const fileInput = part<FileInputProps>('files.fileInput');

interface FileListProps {
  readonly fileIds: readonly string[];
  /** What the list is called by a screen reader. */
  readonly label?: string;
}

/** Shows files that the viewer may read: pictures small, everything to open or save. */
export const fileList = part<FileListProps>('files.fileList');
