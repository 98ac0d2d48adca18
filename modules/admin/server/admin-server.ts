import { serverModule } from '#kernel/server/define-module.ts';
import { adminContract } from '../contract/admin-contract.ts';
import { setUpCompany } from './commands/set-up-company.ts';
import { onSignInAnswered } from './on/on-sign-in-answered.ts';
import { onUnusualSignIn } from './on/on-unusual-sign-in.ts';
import { readSetUp } from './queries/read-set-up.ts';

/** The server face of administration. */
export const admin = serverModule({
  contract: adminContract,
  handlers: [readSetUp, setUpCompany],
  subscribers: [onUnusualSignIn, onSignInAnswered],
  migrations: new URL('./migrations/', import.meta.url),
});
