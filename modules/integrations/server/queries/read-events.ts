import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { logPosition } from '#kernel/server/events/events-after.ts';
import { cursorUnknown } from '../../contract/failures.ts';
import * as contract from '../../contract/feed.ts';
import { shownEvents } from '../feed/shown-events.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { callingApplication } from '../scim/calling-application.ts';
import { standingApplication } from '../standing-application.ts';

const batch = 500;
/** So many events are looked at for one answer, whatever comes of them. */
const mostScanned = 10 * batch;

export const readEvents = handle<IntegrationsTables>()(contract.readEvents, async (context, input) => {
  const applicationId = callingApplication(context);
  const { number, epoch } = await logPosition(context.db);
  const after = input.after ?? number;
  if (after > number || (input.epoch !== undefined && input.epoch !== epoch))
    throw refuse(cursorUnknown, { number, epoch });
  const definition = await standingApplication(context, applicationId);
  const events: contract.ShownEvent[] = [];
  let upTo = after;
  for (let scanned = 0; scanned < mostScanned && events.length < input.limit; ) {
    const found = await shownEvents(context, { applicationId, definition }, upTo, batch);
    events.push(...found.events);
    upTo = found.upTo;
    scanned += found.scanned;
    if (found.scanned < batch) break;
  }
  const given = events.slice(0, input.limit);
  // What was cut off is asked for by the next cursor.
  if (events.length > given.length) upTo = given.at(-1)?.number ?? after;
  return { epoch, events: given, upTo, more: upTo < number };
});
