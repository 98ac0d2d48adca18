import { serverModule } from '#kernel/server/define-module.ts';
import { adminContract } from '../contract/admin-contract.ts';
import { setUpCompany } from './commands/set-up-company.ts';
import { readSetUp } from './queries/read-set-up.ts';

/** The server face of administration. */
export const admin = serverModule({
  contract: adminContract,
  handlers: [readSetUp, setUpCompany],
  migrations: new URL('./migrations/', import.meta.url),
});
