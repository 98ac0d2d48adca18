import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/passkeys.ts';
import type { AccessTables } from '../access-tables.ts';
import { makeChallenge } from '../challenges.ts';

export const beginPasskeySignIn = handle<AccessTables>()(contract.beginPasskeySignIn, (context) =>
  makeChallenge(context, 'signIn'),
);
