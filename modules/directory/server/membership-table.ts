import type { ValidityTable } from './sync-links.ts';

export const membershipTable: ValidityTable = {
  name: 'directory.membership',
  owner: 'person_id',
  columns: { department_id: 'uuid', is_main: 'boolean' },
};
