import { fileOwner } from '#modules/files/contract/file-owner.ts';
import { readRequest } from './operations.ts';

/** Files in the form of a request and in its comments: who is shown the field or the comment that they stand in may open them. */
export const requestFiles = fileOwner({
  module: 'approvals',
  kind: 'request',
  reads: readRequest,
  inputFor: (requestId) => ({ requestId }),
  shows: ({ view }, fileId) =>
    JSON.stringify(view.fields).includes(fileId) || view.history.some((line) => line.files?.includes(fileId)),
});
