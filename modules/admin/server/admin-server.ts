import { serverModule } from '#kernel/server/define-module.ts';
import { adminContract } from '../contract/admin-contract.ts';
import { setUpCompany } from './commands/set-up-company.ts';
import { onBreakGlassChanged } from './on/on-break-glass-changed.ts';
import { onGrantProposalChanged } from './on/on-grant-proposal-changed.ts';
import { onSignInAnswered } from './on/on-sign-in-answered.ts';
import { onUnusualSignIn } from './on/on-unusual-sign-in.ts';
import { readSetUp } from './queries/read-set-up.ts';

/** The server face of administration. */
export const admin = serverModule({
  contract: adminContract,
  handlers: [readSetUp, setUpCompany],
  subscribers: [onUnusualSignIn, onSignInAnswered, onGrantProposalChanged, onBreakGlassChanged],
  migrations: new URL('./migrations/', import.meta.url),
});
