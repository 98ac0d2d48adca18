import { sql } from 'kysely';
import { postFromApplication } from '../../contract/application-chats.ts';
import type { CardContent } from '../../contract/card.ts';
import type { SaidByApplication } from '../../contract/said.ts';
import { speaking } from '../application-rows.ts';
import type { Command } from '../bots-tables.ts';
import type { Reached } from '../reached-by.ts';
import { sendingPart } from './sending-part.ts';

/**
 * So many people in one transaction: with 20 files each that are 4,000 rows twice, a third of a second, for which an
 * application's own callers and whoever writes to it wait.
 */
export const partSize = 200;

/** For how long a sending that has ended can be asked about. */
const keptDays = 7;

type Said = { readonly said: SaidByApplication } | { readonly card: CardContent };

/**
 * Says it to the groups and the first of the people in this transaction, so that whatever refuses it refuses the call, and leaves the
 * others to a timer. `sendingId`: null where nobody is left.
 */
export async function sendInParts(
  context: Command,
  applicationId: string,
  what: Said,
  to: Reached,
): Promise<{ cardId: string | undefined; sendingId: string | null }> {
  const { conversationIds, personIds } = to;
  const { cardId, pictureId, posted } = await context.callAs(speaking, postFromApplication, {
    applicationId,
    ...what,
    conversationIds: [...conversationIds],
    personIds: personIds.slice(0, partSize),
  });
  const later = personIds.slice(partSize);
  if (later.length === 0) return { cardId, sendingId: null };
  const now = context.now.toString();
  const sendingId = context.newId();
  await sql`
    delete from bots.sending where application_id = ${applicationId}::uuid
      and ended_at < ${context.now.subtract({ hours: 24 * keptDays }).toString()}::timestamptz`.execute(context.db);
  await sql`
    insert into bots.sending (id, application_id, said, picture_id, card_id, total, sent, passed_over, state, made_at)
    values (${sendingId}::uuid, ${applicationId}::uuid, ${'said' in what ? JSON.stringify(withoutBytes(what.said)) : null}::jsonb,
      ${pictureId ?? null}::uuid, ${cardId ?? null}::uuid, ${conversationIds.length + personIds.length}, ${conversationIds.length + posted},
      ${Math.min(partSize, personIds.length) - posted}, 'running', ${now}::timestamptz)`.execute(context.db);
  await sql`
    insert into bots.sending_person (sending_id, number, person_id)
    select ${sendingId}::uuid, number, id from unnest(${sql.val(later)}::uuid[]) with ordinality as p(id, number)`.execute(
    context.db,
  );
  await context.schedule(sendingPart, { key: sendingId, at: context.now, input: { sendingId } });
  return { cardId, sendingId };
}

/** A picture's bytes are kept once. */
const withoutBytes = (said: SaidByApplication): SaidByApplication =>
  said.kind === 'picture' ? { ...said, base64: '' } : said;
