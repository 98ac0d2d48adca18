import { applyLdapSync } from '../commands/apply-ldap-sync.ts';
import { beginLdapSignIn } from '../commands/begin-ldap-sign-in.ts';
import { beginOutsideLink } from '../commands/begin-outside-link.ts';
import { beginOutsideSignIn } from '../commands/begin-outside-sign-in.ts';
import { compareWithLdap } from '../commands/compare-with-ldap.ts';
import { decideOutsideProvider } from '../commands/decide-outside-provider.ts';
import { finishOutsideLink } from '../commands/finish-outside-link.ts';
import { finishOutsideSignIn } from '../commands/finish-outside-sign-in.ts';
import { proposeOutsideProvider } from '../commands/propose-outside-provider.ts';
import { proposeTotpFromOutside } from '../commands/propose-totp-from-outside.ts';
import { returnFromOutside } from '../commands/return-from-outside.ts';
import { stopOutsideProvider } from '../commands/stop-outside-provider.ts';
import { testOutsideProvider } from '../commands/test-outside-provider.ts';
import { unlinkOutsideAccount } from '../commands/unlink-outside-account.ts';
import { listLdapDifferences } from '../queries/list-ldap-differences.ts';
import { listLdapSyncs } from '../queries/list-ldap-syncs.ts';
import { listMyOutsideAccounts } from '../queries/list-my-outside-accounts.ts';
import { listOutsideProviders } from '../queries/list-outside-providers.ts';

/** Sign-in from outside: providers, attempts, links. */
export const outsideHandlers = [
  listOutsideProviders,
  proposeOutsideProvider,
  decideOutsideProvider,
  stopOutsideProvider,
  testOutsideProvider,
  beginOutsideSignIn,
  beginLdapSignIn,
  returnFromOutside,
  finishOutsideSignIn,
  proposeTotpFromOutside,
  beginOutsideLink,
  finishOutsideLink,
  listMyOutsideAccounts,
  unlinkOutsideAccount,
  listLdapSyncs,
  listLdapDifferences,
  compareWithLdap,
  applyLdapSync,
];
