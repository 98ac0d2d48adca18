/** What other modules may read of access in SQL, joined in their own statements. */
export interface AccessViews {
  'access.published_language': PublishedLanguage;
  'access.published_open_glass': PublishedOpenGlass;
}

/** For whom the opened sealed code stands in for a second person, until when (A8). */
export interface PublishedOpenGlass {
  id: string;
  person_id: string;
  open_until: string;
}

/** People who chose a language; the others read Chinese. */
export interface PublishedLanguage {
  person_id: string;
  language: 'zh' | 'en';
}
