/**
 * What other modules may read in SQL, joined in their own statements: what was told to whom, and whether it arrived.
 * A module that joins it adds `NotificationViews` to its table types.
 */
export interface NotificationViews {
  'notifications.published_notice': PublishedNotice;
}

export interface PublishedNotice {
  id: string;
  person_id: string;
  /** Code of the kind. */
  kind: string;
  about_type: string;
  about_id: string;
  urgent: boolean;
  /** Always `app`: how far it came on other channels is asked by `readReach`. */
  channel: 'app';
  /** The words as sent, in both languages; null for kinds without consequences. */
  sent_words: { zh: { title: string; body: string | null }; en: { title: string; body: string | null } } | null;
  sent_at: string;
  /** null: it has reached no device of the person. */
  delivered_at: string | null;
  read_at: string | null;
  /** Since when it counts as not delivered; it may have arrived later. */
  undelivered_at: string | null;
}
