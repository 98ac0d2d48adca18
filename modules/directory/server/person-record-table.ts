import type { ValidityTable } from './sync-links.ts';

/** What of a person's row has a history. */
export const personRecordTable: ValidityTable = {
  name: 'directory.person_record',
  owner: 'person_id',
  columns: { employer_id: 'uuid', name: 'text', job_title: 'text', staff_type: 'text' },
};
