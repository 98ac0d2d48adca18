import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { ownKindsShown } from '../own-kinds-shown.ts';

export const listOwnData = handle<never>()(contract.listOwnData, async (context) => ownKindsShown(context));
