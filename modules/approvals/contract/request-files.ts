import { fileOwner } from '#modules/files/contract/file-owner.ts';
import { readRequest } from './operations.ts';

/** Files in the form of a request, in opinions, outcomes and comments: who is shown what they stand in may open them. */
export const requestFiles = fileOwner({
  module: 'approvals',
  kind: 'request',
  reads: readRequest,
  inputFor: (requestId) => ({ requestId }),
  shows: ({ view }, fileId) =>
    JSON.stringify(view.fields).includes(fileId) ||
    view.history.some(
      (line) => line.files?.includes(fileId) || line.opinion?.files?.some((file) => file.fileId === fileId),
    ),
});
