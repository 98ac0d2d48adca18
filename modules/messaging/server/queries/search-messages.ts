import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/search.ts';
import { loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { findMessages, type Place, type Terms } from '../search/find-messages.ts';
import { namesInPinyin } from '../search/names-in-pinyin.ts';
import { excerptAround, termsOf, wordsOf } from '../search/search-text.ts';
import { searchedTexts } from '../search/searched-texts.ts';

interface Row {
  conversationId: string;
  name: string | null;
  otherId: string | null;
  seq: number;
  senderId: string | null;
  kind: string;
  at: string;
  body: Record<string, unknown>;
}

const place = z.tuple([z.boolean(), z.iso.datetime({ offset: true }), z.uuid(), z.int().min(0)]);

function readCursor(cursor: string): z.infer<typeof place> {
  try {
    return place.parse(JSON.parse(cursor));
  } catch {
    throw refuse(invalidInput, { where: 'cursor', what: '', problems: [{ path: 'cursor', message: 'cursor' }] });
  }
}

export const searchMessages = handle<MessagingTables>()(contract.searchMessages, async (context, input) => {
  const { personId, employerId } = context.person();
  const { text = '', limit, cursor, conversationId, senderId, kind } = input;
  if (conversationId !== undefined) await loadMembership(context.db, conversationId, personId);
  const [wasExact = true, at, inConversation, seq] = cursor === undefined ? [] : readCursor(cursor);
  const after =
    at === undefined || inConversation === undefined || seq === undefined
      ? undefined
      : { at, conversation_id: inConversation, seq };
  const typed = termsOf(text);
  // Nothing but what isn't seen: nothing can hold it.
  if (text.trim() !== '' && typed.length === 0) return { rows: [] };
  const terms: Terms = await Promise.all(typed.map(async (term) => [term, ...(await namesInPinyin(context, term))]));
  const filter = { personId, conversationId, senderId, kind, ...(await between(input.from, input.to)) };
  const exactOnes = wasExact ? await findMessages(context.db, { ...filter, terms }, limit + 1, after) : [];
  // Who types 上海会议 means 会议在上海 too, but first what was typed.
  const words: Terms = terms.flatMap(([term = '', ...names]) => {
    const parts = wordsOf(term);
    return parts.length > 0 ? parts.map((part) => [part]) : [[term, ...names]];
  });
  // What stands in quotes is meant as it stands.
  const isLooser = !/["“”]/.test(text) && words.length > 0 && JSON.stringify(words) !== JSON.stringify(terms);
  const others =
    isLooser && exactOnes.length <= limit
      ? await findMessages(
          context.db,
          { ...filter, terms: words, without: terms },
          limit + 1 - exactOnes.length,
          wasExact ? undefined : after,
        )
      : [];
  const found = [
    ...exactOnes.map((one) => ({ ...one, exact: true })),
    ...others.map((one) => ({ ...one, exact: false })),
  ];
  const shown = found.slice(0, limit);
  const end = found.length > limit ? shown.at(-1) : undefined;
  const rows = await rowsAt(shown);
  const texts = await searchedTexts(context.db, rows);
  return {
    rows: rows.map(({ body: _, ...row }, index) => {
      const exact = shown[index]?.exact ?? true;
      return { ...row, exact, excerpt: excerptAround(texts[index] ?? '', (exact ? terms : words).flat()) };
    }),
    ...(end ? { next: JSON.stringify([end.exact, end.at, end.conversation_id, end.seq]) } : {}),
  };

  /** The instants between which these days lie where the person works. */
  async function between(
    from?: string,
    to?: string,
  ): Promise<{ from?: string | undefined; before?: string | undefined }> {
    if (from === undefined && to === undefined) return {};
    const { rows: ends } = await sql<{ from: string | null; before: string | null }>`
      select ${from ?? null}::date::timestamp at time zone time_zone as "from",
        (${to ?? null}::date + 1)::timestamp at time zone time_zone as before
      from directory.published_employer where id = ${employerId}`.execute(context.db);
    return { from: ends[0]?.from ?? undefined, before: ends[0]?.before ?? undefined };
  }

  async function rowsAt(places: readonly Place[]): Promise<Row[]> {
    if (places.length === 0) return [];
    const { rows: read } = await sql<Row>`
      select c.id as "conversationId", c.name,
        case when c.low_person_id = ${personId} then c.high_person_id else c.low_person_id end as "otherId",
        s.seq, s.sender_id as "senderId", s.kind, s.at, s.body
      from unnest(${sql.val(places.map((one) => one.conversation_id))}::uuid[], ${sql.val(places.map((one) => one.seq))}::int[])
        with ordinality as p(conversation_id, seq, number)
      join messaging.conversation c on c.id = p.conversation_id
      join messaging.message s on s.conversation_id = p.conversation_id and s.seq = p.seq
      order by p.number`.execute(context.db);
    return read;
  }
});
