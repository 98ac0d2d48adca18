import type { DirectoryViews } from '#modules/directory/contract/views.ts';

/** The module's tables, and the published ones of the directory that it joins. */
export interface MessagingTables extends DirectoryViews {
  'messaging.conversation': ConversationTable;
  'messaging.member': MemberTable;
  'messaging.message': MessageTable;
}

export interface ConversationTable {
  id: string;
  kind: 'direct' | 'group';
  name: string | null;
  owner_id: string | null;
  low_person_id: string | null;
  high_person_id: string | null;
  last_seq: number;
  last_at: string;
  member_count: number;
  closed_at: string | null;
  made_at: string;
  made_by: string;
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
}
