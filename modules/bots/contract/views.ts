/** What modules above may read of bots in SQL. */
export interface BotsViews {
  'bots.published_bot': PublishedBot;
}

/** Bots that weren't removed, those that are off too. */
export interface PublishedBot {
  id: string;
  conversation_id: string;
  name: string;
  /** Answers for it. */
  made_by: string;
}
