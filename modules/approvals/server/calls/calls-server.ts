import { addIntegration } from '../commands/add-integration.ts';
import { answerByHand } from '../commands/answer-by-hand.ts';
import { answerCall } from '../commands/answer-call.ts';
import { changeIntegration } from '../commands/change-integration.ts';
import { confirmAddresses } from '../commands/confirm-addresses.ts';
import { proposeAddresses } from '../commands/propose-addresses.ts';
import { removeIntegration } from '../commands/remove-integration.ts';
import { testIntegration } from '../commands/test-integration.ts';
import { listCallables } from '../queries/list-callables.ts';
import { listCalls } from '../queries/list-calls.ts';
import { listIntegrationCalls } from '../queries/list-integration-calls.ts';
import { listIntegrations } from '../queries/list-integrations.ts';
import { onCallEnded } from './on/on-call-ended.ts';
import { onCallsAsked } from './on/on-calls-asked.ts';
import { onCallDeadline } from './on-call-deadline.ts';
import { onOperation } from './on-operation.ts';
import { webhooks } from './webhooks.ts';

/** The server face of calls outside. */
export const callHandlers = [
  addIntegration,
  answerByHand,
  answerCall,
  changeIntegration,
  confirmAddresses,
  proposeAddresses,
  removeIntegration,
  testIntegration,
  listCallables,
  listCalls,
  listIntegrationCalls,
  listIntegrations,
];
export const callSubscribers = [onCallsAsked, onCallEnded];
export const callTimers = [onCallDeadline, onOperation];
export const callOutside = [webhooks];
