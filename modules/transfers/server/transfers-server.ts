import { serverModule } from '#kernel/server/define-module.ts';
import { keepRegister } from '../contract/permissions.ts';
import { registerTopic } from '../contract/register-topic.ts';
import { transfersContract } from '../contract/transfers-contract.ts';
import { endTransfer } from './commands/end-transfer.ts';
import { resubmittedTransfer } from './guards/resubmitted-transfer.ts';
import { submittedTransfer } from './guards/submitted-transfer.ts';
import { onRequestEnded } from './on/on-request-ended.ts';
import { listTransfers } from './queries/list-transfers.ts';
import { readTransfer } from './queries/read-transfer.ts';
import { onTurn } from './timers/on-turn.ts';
import { whyTransferSeen } from './why-seen/why-transfer-seen.ts';

/** The server face of transfers of classified material. */
export const transfersServer = serverModule({
  contract: transfersContract,
  handlers: [listTransfers, readTransfer, endTransfer, whyTransferSeen],
  guards: [submittedTransfer, resubmittedTransfer],
  subscribers: [onRequestEnded],
  timers: [onTurn],
  topicsOf: async (_db, _personId, reaches) => {
    const reach = reaches.get(keepRegister.name);
    if (reach?.company) return [registerTopic('everywhere')];
    return (reach?.employerIds ?? []).map(registerTopic);
  },
  migrations: new URL('./migrations/', import.meta.url),
});
