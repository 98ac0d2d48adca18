import { noReach } from '#kernel/server/authority.ts';
import type { Reach } from '#kernel/server/context.ts';
import type { Definition } from '../contract/definition.ts';

/** How far an application's permissions carry, by their names. */
export const reachesOf = ({ permissions }: Definition): ReadonlyMap<string, Reach> =>
  new Map(
    permissions.map(({ permission, reach, ids }) => [
      permission,
      {
        ...noReach,
        company: reach === 'company',
        employerIds: reach === 'employer' ? ids : [],
        departmentTreeIds: reach === 'listed' ? ids : [],
      },
    ]),
  );
