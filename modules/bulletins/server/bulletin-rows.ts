import { type RawBuilder, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import type { BulletinRow } from '../contract/shapes.ts';
import type { BulletinsTables } from './bulletins-tables.ts';
import { isCleared } from './is-cleared.ts';

export interface StoredBulletin {
  readonly id: string;
  readonly sort: BulletinRow['sort'];
  readonly headline: string;
  readonly classification: BulletinRow['classification'];
  readonly body: string;
  readonly valid_until: string | null;
  readonly number: string;
  readonly published_at: string;
  readonly publisher_id: string;
  readonly publisher: string;
  readonly taken_down_at: string | null;
  readonly reason: string | null;
  readonly expired: boolean;
  readonly read: boolean;
}

/** Bulletins with what became of them, for one reader who is cleared for them, newest first. `b` and `d` are the bulletin and its being taken down. */
export async function bulletinRows(
  context: Pick<QueryContext<BulletinsTables>, 'db' | 'now' | 'person' | 'may' | 'within'>,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<readonly StoredBulletin[]> {
  const { personId } = context.person();
  const { rows } = await sql<StoredBulletin>`
    select b.id, b.sort, b.headline, b.classification, b.body, b.valid_until, b.number, b.published_at, b.publisher_id, p.name as publisher,
      d.at as taken_down_at, d.reason, coalesce(b.ends_at <= ${context.now.toString()}, false) as expired,
      exists (select from bulletins.read_by r where r.bulletin_id = b.id and r.person_id = ${personId}::uuid) as read
    from bulletins.bulletin b
    join directory.published_person p on p.id = b.publisher_id
    left join bulletins.taken_down d on d.bulletin_id = b.id
    where ${isCleared(context)} and ${where}
    order by b.published_at desc, b.id desc limit ${limit}`.execute(context.db);
  return rows;
}

/** In force at this instant: neither taken down nor past its last day. */
export const isCurrent = (now: Temporal.Instant) =>
  sql`d.bulletin_id is null and (b.ends_at is null or b.ends_at > ${now.toString()})`;

/** As a list shows it. */
export const bulletinRowOf = (stored: StoredBulletin): BulletinRow => ({
  bulletinId: stored.id,
  sort: stored.sort,
  headline: stored.headline,
  classification: stored.classification,
  publishedAt: stored.published_at,
  validUntil: stored.valid_until,
  publisher: { id: stored.publisher_id, name: stored.publisher },
  number: stored.number,
  withdrawnAt: stored.taken_down_at,
  read: stored.read,
});
