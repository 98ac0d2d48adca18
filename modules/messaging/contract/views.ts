/**
 * What other modules may read in SQL, joined in their own statements. Of groups: who is in, and when it was last used; never what was
 * said. What people wrote to applications is for the module that tells it to them.
 */
export interface MessagingViews {
  'messaging.published_group': PublishedGroup;
  'messaging.published_member': PublishedMember;
  'messaging.published_application_chat': PublishedApplicationChat;
  'messaging.published_application_message': PublishedApplicationMessage;
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

/** Conversations between a person and an application. */
export interface PublishedApplicationChat {
  conversation_id: string;
  application_id: string;
  person_id: string;
}

/** What people wrote to applications, as far as it still says something and is no secret. */
export interface PublishedApplicationMessage extends PublishedApplicationChat {
  seq: number;
  message_id: string;
  kind: string;
  body: Record<string, unknown>;
  at: string;
}
