import { handle } from '#kernel/server/define-module.ts';
import { listPeople } from '#modules/directory/contract/people.ts';
import * as contract from '../../contract/clean-up.ts';
import { profileNotice } from '../../contract/notices.ts';
import type { StaffingTables } from '../staffing-tables.ts';
import { tellPeople } from '../tell-people.ts';

export const remindProfiles = handle<StaffingTables>()(contract.remindProfiles, async (context, { personIds }) => {
  const asked = new Set(personIds);
  const lacking: string[] = [];
  let cursor: string | undefined;
  do {
    const { rows, next } = await context.read(listPeople, {
      incomplete: true,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    lacking.push(...rows.filter((row) => asked.has(row.id)).map((row) => row.id));
    cursor = next;
  } while (cursor && lacking.length < asked.size);
  for (const personId of lacking) {
    await tellPeople(context, profileNotice, [personId], {
      facts: {},
      about: { type: 'staffing.profile', id: personId },
      link: '/me/profile',
    });
  }
  return { told: lacking.length };
});
