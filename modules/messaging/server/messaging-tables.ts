import type { DirectoryViews } from '#modules/directory/contract/views.ts';

/** The module's tables, and the published ones of the directory that it joins. */
export interface MessagingTables extends DirectoryViews {
  'messaging.conversation': ConversationTable;
  'messaging.member': MemberTable;
  'messaging.message': MessageTable;
}

export interface ConversationTable {
  id: string;
  kind: 'direct' | 'group' | 'application';
  name: string | null;
  name_key: string | null;
  owner_id: string | null;
  low_person_id: string | null;
  high_person_id: string | null;
  /** Of a conversation with an application, and whose it is. */
  application_id: string | null;
  person_id: string | null;
  last_seq: number;
  last_at: string;
  member_count: number;
  closed_at: string | null;
  made_at: string;
  made_by: string;
  silenced: boolean;
  announcement_seq: number | null;
  forwarding: boolean;
  calling_all: boolean;
  hide_text: boolean;
  forward_consent: boolean;
}

export interface MemberTable {
  conversation_id: string;
  person_id: string;
  joined_seq: number;
  joined_at: string;
  left_at: string | null;
  read_seq: number;
  pinned: boolean;
  muted: boolean;
  /** The owner's is the conversation's to say. */
  role: 'deputy' | 'member' | 'guest';
  guest_reason: string | null;
  guest_until: string | null;
  silenced_until: string | null;
  marked_unread: boolean;
}

export interface MessageTable {
  conversation_id: string;
  seq: number;
  id: string;
  sender_id: string | null;
  client_id: string | null;
  kind: string;
  body: Record<string, unknown> | null;
  at: string;
  recalled_at: string | null;
  removed_by: string | null;
  removed_reason: string | null;
  edited_at: string | null;
  reply_to: number | null;
  thread_seq: number | null;
  no_forward: boolean;
}
