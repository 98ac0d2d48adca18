import { sql } from 'kysely';
import type { BlobStore } from '#kernel/server/blobs/blob-store.ts';
import { outside, recurring } from '#kernel/server/define-module.ts';
import { linksChanged } from '../../contract/events.ts';
import { linkCardsNever, linkCardsOnly } from '../../contract/settings.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { type Asking, fetchLinkCard } from './fetch-link-card.ts';
import type { HostRules } from './host-rules.ts';

const atOnce = 8;
/** Longer than asking can take. */
const leaseSeconds = 120;
const mostTries = 3;
/** Messages with one link that are told of its card; others show it when they are opened again. */
const mostTold = 50;

interface Item {
  readonly url: string;
  readonly rules: HostRules;
  readonly blobs: BlobStore;
}

/** Asks linked pages for their cards. `asking`: other ways to addresses, for tests. */
export const makeLinkCards = (asking: Omit<Asking, 'rules'> = {}) =>
  outside<MessagingTables>()({
    name: 'messaging.linkCards',
    due: 'select from messaging.link_card where try_at <= $1',
    take: async (context): Promise<readonly Item[]> => {
      const now = context.now.toString();
      const { rows } = await sql<{ url: string }>`
        with due as (
          select url from messaging.link_card where try_at <= ${now} order by try_at limit ${atOnce}
          for update skip locked
        )
        update messaging.link_card c
        set tries = tries + 1, try_at = case when tries + 1 < ${mostTries}
          then ${context.now.add({ seconds: leaseSeconds }).toString()}::timestamptz end
        from due where md5(c.url) = md5(due.url) returning c.url`.execute(context.db);
      if (rows.length === 0) return [];
      const rules = { only: await context.setting(linkCardsOnly), never: await context.setting(linkCardsNever) };
      return rows.map(({ url }) => ({ url, rules, blobs: context.blobs }));
    },
    carryOut: async ({ url, rules, blobs }) => {
      const card = await fetchLinkCard(url, { ...asking, rules });
      return card && { ...card, kept: card.picture && { bytes: card.picture, blobs } };
    },
    record: async (context, { url }, card) => {
      let picture: string | null = null;
      if (card?.kept) {
        picture = context.newId();
        // Were this transaction to fail, the sweep finds it.
        await context.loseBlob(picture);
        const { bytes, blobs } = card.kept;
        await blobs.write(
          picture,
          (async function* () {
            yield bytes;
          })(),
        );
        await context.keepBlob(picture);
      }
      const { rows } = await sql`
        update messaging.link_card set try_at = null, title = ${card?.title ?? null},
          description = ${card?.description ?? null}, site = ${card?.site ?? null}, picture = ${picture}
        where md5(url) = md5(${url}) returning url`.execute(context.db);
      if (rows.length === 0) {
        if (picture) await context.loseBlob(picture);
        return;
      }
      if (!card) return;
      const { rows: holding } = await sql<{ conversationId: string; seq: number }>`
        select l.conversation_id as "conversationId", l.seq
        from messaging.message_link l join messaging.message m on m.conversation_id = l.conversation_id and m.seq = l.seq
        where md5(l.url) = md5(${url}) and l.number = 1 order by m.at desc limit ${mostTold}`.execute(context.db);
      for (const one of holding) context.emit(linksChanged, one);
    },
  });

/** Cards of links that no message holds any more go every night. */
export const sweepLinkCards = recurring<MessagingTables>()(
  'messaging.sweepLinkCards',
  '41 3 * * *',
  async (context) => {
    const { rows } = await sql<{ picture: string | null }>`
    delete from messaging.link_card c
    where not exists (select from messaging.message_link l where md5(l.url) = md5(c.url))
    returning picture`.execute(context.db);
    for (const { picture } of rows) if (picture) await context.loseBlob(picture);
  },
);
