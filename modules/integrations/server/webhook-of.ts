import { refuse } from '#kernel/contract/failure.ts';
import { noAddress } from '../contract/failures.ts';
import type { Command } from './integrations-tables.ts';
import { standingApplication } from './standing-application.ts';

/** Where an application in force is told of events; refuses where it isn't told anywhere. */
export async function webhookOf(context: Command, applicationId: string) {
  const { webhook } = await standingApplication(context, applicationId);
  if (webhook === null) throw refuse(noAddress);
  return webhook;
}
