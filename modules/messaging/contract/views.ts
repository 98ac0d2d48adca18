/** What other modules may read of groups in SQL, joined in their own statements: who is in, and when it was last used; never what was said. */
export interface MessagingViews {
  'messaging.published_group': PublishedGroup;
  'messaging.published_member': PublishedMember;
}

/** Groups, dissolved ones too. */
export interface PublishedGroup {
  id: string;
  name: string;
  owner_id: string | null;
  last_seq: number;
  /** Of the last message; before the first one: when it was made. */
  last_at: string;
  member_count: number;
  made_at: string;
  closed_at: string | null;
}

/** Members of groups now. */
export interface PublishedMember {
  conversation_id: string;
  person_id: string;
  joined_at: string;
}
