import { serverModule } from '#kernel/server/define-module.ts';
import { sampleContract } from '../contract/sample-contract.ts';

/** The server face of the sample: only the note that this company is one. */
export const sampleServer = serverModule({
  contract: sampleContract,
  handlers: [],
  migrations: new URL('./migrations/', import.meta.url),
});
