import type { ValidityTable } from './sync-links.ts';

/** How many people a department may have; `post_id` null: in all. */
export const headcountTable: ValidityTable = {
  name: 'directory.headcount',
  owner: 'department_id',
  columns: { post_id: 'uuid', planned: 'int' },
};
