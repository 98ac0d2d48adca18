import type { Generated, JSONColumnType } from 'kysely';
import type { AccessViews } from '#modules/access/contract/views.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import type { OutsideChannel } from '../contract/channels.ts';
import type { DeliveryState, HeldFor } from '../contract/delivery-shapes.ts';
import type { NoticeText } from '../contract/notice-kind.ts';
import type { Quiet, Timing } from '../contract/timing.ts';

export interface SendingTable {
  id: string;
  kind: string;
  facts: JSONColumnType<Record<string, unknown>>;
  link: string | null;
  about_type: string;
  about_id: string;
  urgent: boolean;
  sent_words: JSONColumnType<{ zh: NoticeText; en: NoticeText }> | null;
  sent_at: string;
}

interface NoticeTable {
  id: string;
  sending_id: string;
  person_id: string;
  channel: Generated<'app'>;
  delivered_at: string | null;
  read_at: string | null;
  undelivered_at: Generated<string | null>;
}

export interface ChannelTable {
  channel: OutsideChannel;
  active: boolean;
  options: JSONColumnType<Record<string, unknown>>;
  /** Sealed, by name (`channel-secrets.ts`). */
  secrets: JSONColumnType<Record<string, string>>;
  revision: number;
  allowed: string[];
  allowed_by: string | null;
  confirmed_by: string | null;
  proposed: string[] | null;
  proposed_by: string | null;
  changed_at: string;
}

interface DeliveryTable {
  id: string;
  notice_id: string | null;
  person_id: string;
  channel: OutsideChannel;
  parcel: string;
  held_for: HeldFor | null;
  state: DeliveryState;
  tries: number;
  next_try: string | null;
  error: string | null;
  receipt: string | null;
  check_at: string | null;
  made_at: string;
  sent_at: string | null;
  delivered_at: string | null;
}

interface DeviceTable {
  id: string;
  person_id: string;
  session_id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  name: string;
  made_at: string;
}

export interface NotificationTables
  extends Pick<
      DirectoryViews,
      'directory.published_person' | 'directory.published_employer' | 'directory.published_contact'
    >,
    AccessViews {
  'notifications.sending': SendingTable;
  'notifications.notice': NoticeTable;
  'notifications.channel': ChannelTable;
  'notifications.kind_rule': { kind: string; channel: OutsideChannel; timing: Timing; mandatory: boolean };
  'notifications.preference': { person_id: string; kind: string; channel: OutsideChannel; timing: Timing };
  'notifications.quiet': { person_id: string; quiet: JSONColumnType<Quiet> };
  'notifications.device': DeviceTable;
  'notifications.delivery': DeliveryTable;
  'notifications.attempt': {
    delivery_id: string;
    number: number;
    at: string;
    error: string | null;
    receipt: string | null;
  };
}
