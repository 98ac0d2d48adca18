/** What modules above may read of bots in SQL. */
export interface BotsViews {
  'bots.published_bot': PublishedBot;
  'bots.published_application': PublishedApplication;
  'bots.published_card_place': PublishedCardPlace;
}

/** Bots that weren't removed, those that are off too. */
export interface PublishedBot {
  id: string;
  conversation_id: string;
  name: string;
  /** Answers for it. */
  made_by: string;
}

/** Applications, those that are off too. Who proposed one and who confirmed it answer for it. */
export interface PublishedApplication {
  id: string;
  name: string;
  proposed_by: string;
  confirmed_by: string | null;
}

/** Where a card went: a group, or a person. */
export interface PublishedCardPlace {
  card_id: string;
  conversation_id: string | null;
  person_id: string | null;
}
