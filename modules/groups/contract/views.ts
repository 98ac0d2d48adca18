/** What other modules may read of governed groups in SQL, joined in their own statements. */
export interface GroupsViews {
  'groups.published_governed': PublishedGoverned;
}

/** Governed groups that exist now. */
export interface PublishedGoverned {
  conversation_id: string;
  kind: string;
  employer_id: string;
  name: string;
  /** From whom the reach of the register’s permissions counts. */
  applicant_id: string;
}
