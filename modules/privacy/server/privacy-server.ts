import { serverModule } from '#kernel/server/define-module.ts';
import { privacyContract } from '../contract/privacy-contract.ts';
import { exportOwnData } from './queries/export-own-data.ts';
import { listOwnData } from './queries/list-own-data.ts';
import { readOwnData } from './queries/read-own-data.ts';

/** The server face of what is recorded about people. */
export const privacyServer = serverModule({
  contract: privacyContract,
  handlers: [listOwnData, readOwnData, exportOwnData],
});
