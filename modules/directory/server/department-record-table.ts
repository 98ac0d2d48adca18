import type { ValidityTable } from './sync-links.ts';

/** What of a department's row has a history. */
export const departmentRecordTable: ValidityTable = {
  name: 'directory.department_record',
  owner: 'department_id',
  columns: { parent_id: 'uuid', name: 'text' },
};
