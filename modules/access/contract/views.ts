/** What other modules may read of access in SQL, joined in their own statements. */
export interface AccessViews {
  'access.published_language': PublishedLanguage;
}

/** People who chose a language; the others read Chinese. */
export interface PublishedLanguage {
  person_id: string;
  language: 'zh' | 'en';
}
