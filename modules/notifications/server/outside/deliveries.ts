import { sql } from 'kysely';
import type { Facts, Language } from '#kernel/contract/words.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { outside } from '#kernel/server/define-module.ts';
import type { OutsideChannel } from '../../contract/channels.ts';
import type { HeldFor } from '../../contract/delivery-shapes.ts';
import { deliveriesMoved } from '../../contract/events.ts';
import { type NoticeText, noticeKindOf } from '../../contract/notice-kind.ts';
import { outsideRules } from '../../contract/settings.ts';
import type { OutsideRules } from '../../contract/timing.ts';
import { type OutsideNotice, outsideText } from '../../domain/outside-text.ts';
import { adapterOf } from '../channels/adapter-of.ts';
import { channelAccesses } from '../channels/channel-accesses.ts';
import { type ChannelAccess, type Device, errorLine, type Parcel, type Sent } from '../channels/channel-adapter.ts';
import { receiptToken } from '../channels/channel-secrets.ts';
import { noticeWords } from '../notice-words.ts';
import type { NotificationTables } from '../notification-tables.ts';
import { recordSent } from '../record-sent.ts';

type Work = CommandContext<NotificationTables>;

export interface Taken {
  id: string;
  notice_id: string | null;
  person_id: string;
  channel: OutsideChannel;
  parcel: string;
  held_for: HeldFor | null;
  tries: number;
  made_at: string;
}

interface Facing {
  id: string;
  active: boolean;
  employer_id: string;
  account: string;
  language: Language;
  phone: string | null;
  email: string | null;
  devices: Device[];
  /** A sealed code for this phone, and no notice. */
  key_id: string | null;
  cipher: string;
  nonce: Buffer;
  ciphertext: Buffer;
  notice: {
    kind: string;
    facts: Facts;
    sent_words: Record<Language, NoticeText> | null;
    link: string | null;
    urgent: boolean;
    is_read: boolean;
  } | null;
}

interface Item {
  readonly rows: readonly Taken[];
  readonly parcel: Parcel;
  readonly access: ChannelAccess;
}

/** At most so many parcels at once: what more there is waits for its turn in the table. */
const atOnce = 20;
/** Longer than all of them can take; after it another process, or this one once it runs again, tries anew under the same ids. */
const leaseSeconds = 180;

/** Sends what is due in the outbox, at least once, always under the parcel's own id. */
export const deliveries = outside<NotificationTables>()({
  name: 'notifications.deliveries',
  due: "select from notifications.delivery where state = 'queued' and next_try <= $1",
  take: async (context): Promise<readonly Item[]> => {
    const now = context.now.toString();
    const { rows } = await sql<Taken>`
      with due as (select parcel from notifications.delivery where state = 'queued' and next_try <= ${now}
        order by next_try, parcel limit ${atOnce}),
      mine as (select id from notifications.delivery where parcel in (select parcel from due) and state = 'queued'
        and next_try <= ${now} for update skip locked)
      update notifications.delivery d
      set tries = tries + 1, next_try = ${context.now.add({ seconds: leaseSeconds }).toString()}
      from mine where d.id = mine.id
      returning d.id, d.notice_id, d.person_id, d.channel, d.parcel, d.held_for, d.tries, d.made_at`.execute(
      context.db,
    );
    if (rows.length === 0) return [];
    return itemsOf(context, rows);
  },
  carryOut: async ({ parcel, access, rows }): Promise<Sent> => {
    const [first] = rows;
    if (!first) return { ok: false, error: 'nothing', never: true };
    try {
      return await adapterOf[first.channel](access, parcel);
    } catch (error) {
      return { ok: false, error: errorLine(`fault ${(error as Error).message}`), never: false };
    }
  },
  record: (context, { rows }, sent) => recordSent(context, rows, sent),
});

async function itemsOf(context: Work, rows: readonly Taken[]): Promise<Item[]> {
  const facing = await facingOf(context, rows);
  const accesses = await channelAccesses(context);
  const rules = new Map<string, OutsideRules>();
  const unneeded = rows.filter(({ id }) => {
    const seen = facing.get(id);
    return !seen?.active || seen.notice?.is_read;
  });
  await dropUnneeded(context, unneeded);
  const items: Item[] = [];
  for (const parcelRows of Map.groupBy(
    rows.filter((row) => !unneeded.includes(row)),
    ({ parcel }) => parcel,
  ).values()) {
    const [first] = parcelRows;
    const to = first && facing.get(first.id);
    if (!first || !to) continue;
    const access = accesses.get(first.channel);
    if (!access) {
      await recordSent(context, parcelRows, { ok: false, error: 'channelOff', never: true });
      continue;
    }
    const known = rules.get(to.employer_id) ?? (await context.setting(outsideRules, to.employer_id));
    rules.set(to.employer_id, known);
    const code = await codeOf(context, to);
    const parcel = parcelOf(context, parcelRows, first, facing, to, known);
    items.push({
      rows: parcelRows,
      access,
      parcel: code === undefined ? parcel : { ...parcel, text: codeWords(code, to.language), urgent: true },
    });
  }
  return items;
}

function parcelOf(
  context: Work,
  rows: readonly Taken[],
  first: Taken,
  facing: ReadonlyMap<string, Facing>,
  to: Facing,
  rules: OutsideRules,
): Parcel {
  const seconds = (text: string) => Math.floor(Temporal.Instant.from(text).epochMilliseconds / 1_000);
  const notices = rows.flatMap((row) => noticeOf(row, facing.get(row.id)?.notice ?? null, to.language));
  return {
    id: first.parcel,
    to,
    noticeIds: rows.flatMap(({ notice_id }) => notice_id ?? []),
    text: outsideText(notices, rules.words[first.channel], to.language),
    urgent: rows.some(({ id }) => facing.get(id)?.notice?.urgent),
    language: to.language,
    timestamp: seconds(context.now.toString()),
    madeAt: Math.min(...rows.map((row) => seconds(row.made_at))),
    publicUrl: context.publicUrl,
    receiptToken: receiptToken(context.evidence, first.parcel),
  };
}

/** The code that goes to this phone; undefined: it is a notice or a test. */
async function codeOf(context: Work, { id, key_id, cipher, nonce, ciphertext }: Facing): Promise<string | undefined> {
  if (key_id === null) return undefined;
  return (await context.secrets.open({ keyId: key_id, cipher, nonce, ciphertext }, id))?.toString();
}

/** A code is all there is to say: nothing of it is held back by what may leave the house. */
const codeWords = (code: string, language: Language): Parcel['text'] => ({
  title: language === 'zh' ? `验证码 ${code}` : `Your code is ${code}`,
  lines: [
    language === 'zh'
      ? '用于验证您在规矩登记的手机，10 分钟内有效，请勿告诉他人。'
      : 'It proves the phone that you registered in Guiju, for 10 minutes. Tell nobody.',
  ],
  link: '/me/profile',
});

const testWords = {
  zh: { kind: '测试', title: '规矩的测试提醒', body: '收到这条，说明渠道已经接通。' },
  en: { kind: 'test', title: 'A test from Guiju', body: 'If this arrives, the channel works.' },
} as const;

function noticeOf(row: Taken, notice: Facing['notice'], language: Language): OutsideNotice {
  if (!notice) {
    const { kind, title, body } = testWords[language];
    return { noticeId: row.id, kindName: kind, title, body, isPrivate: false, link: null };
  }
  const kind = noticeKindOf(notice.kind);
  return {
    noticeId: row.notice_id ?? row.id,
    kindName: kind?.name[language] ?? notice.kind,
    ...noticeWords(notice, language),
    isPrivate: kind?.isPrivate ?? true,
    link: notice.link,
  };
}

/** Whom each row goes to, and what it is about, in one statement. */
async function facingOf(context: Work, rows: readonly Taken[]): Promise<Map<string, Facing>> {
  const now = context.now.toString();
  const { rows: found } = await sql<Facing>`
    select d.id, p.active, p.employer_id, p.account, coalesce(l.language, 'zh') as language, c.phone, c.email,
      coalesce((select jsonb_agg(jsonb_build_object('deviceId', v.id, 'endpoint', v.endpoint, 'p256dh', v.p256dh, 'auth', v.auth)
        order by v.id) from notifications.device v join kernel.session k on k.id = v.session_id and k.ends_at > ${now}
        where v.person_id = d.person_id), '[]') as devices,
      case when s.id is not null then jsonb_build_object('kind', s.kind, 'facts', s.facts, 'sent_words', s.sent_words,
        'link', s.link, 'urgent', s.urgent, 'is_read', n.read_at is not null) end as notice,
      code.key_id, code.cipher, code.nonce, code.ciphertext
    from notifications.delivery d
      join directory.published_person p on p.id = d.person_id
      left join directory.published_contact c on c.person_id = d.person_id
      left join access.published_language l on l.person_id = d.person_id
      left join notifications.notice n on n.id = d.notice_id
      left join notifications.sending s on s.id = n.sending_id
      left join notifications.phone_code code on code.delivery_id = d.id
    where d.id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(context.db);
  return new Map(found.map((row) => [row.id, row]));
}

async function dropUnneeded(context: Work, rows: readonly Taken[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await context.db
    .updateTable('notifications.delivery')
    .set({ state: 'unneeded', next_try: null })
    .where('id', 'in', ids)
    .execute();
  context.emit(deliveriesMoved, { deliveryIds: ids });
}
