import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/hr-file.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { takeHrFile } from '../hr-file/take-hr-file.ts';

export const receiveHrFile = handle<DirectoryViews>()(contract.receiveHrFile, (context, input) =>
  takeHrFile(context, input),
);
