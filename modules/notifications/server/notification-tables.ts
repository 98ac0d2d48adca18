import type { Generated, JSONColumnType } from 'kysely';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import type { NoticeText } from '../contract/notice-kind.ts';

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
}

export interface NotificationTables extends Pick<DirectoryViews, 'directory.published_person'> {
  'notifications.sending': SendingTable;
  'notifications.notice': NoticeTable;
}
