import type { ValidityTable } from './sync-links.ts';

export const postHoldingTable: ValidityTable = {
  name: 'directory.post_holding',
  owner: 'person_id',
  columns: { post_id: 'uuid', department_id: 'uuid' },
};
