import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { subscriber } from '#kernel/server/define-module.ts';
import { successorNamed } from '#modules/directory/contract/events.ts';
import { handOverLines } from '#modules/directory/contract/hand-over-line.ts';
import { everything, successorNotice } from '../../contract/notices.ts';
import type { StaffingTables } from '../staffing-tables.ts';
import { tellPeople } from '../tell-people.ts';

/** Whoever takes over from a leaver is told, as soon as it is named. */
export const onSuccessorNamed = subscriber<StaffingTables>()(
  'staffing.onSuccessorNamed',
  successorNamed,
  async (context, { facts: { personId, line, successorId } }) => {
    if (successorId === null) return;
    const { rows } = await sql<{ name: string; last_day: string }>`
      select p.name, (s.leaves_on - 1)::text as last_day from directory.published_successor s
      join directory.published_person p on p.id = s.person_id
      where s.person_id = ${personId}::uuid and s.line = ${line ?? ''} and s.successor_id = ${successorId}::uuid`.execute(
      context.db,
    );
    const [named] = rows;
    if (!named) return;
    const title = extensionsAt(handOverLines, context.contracts).find((one) => one.name === line)?.title ?? everything;
    await tellPeople(context, successorNotice, [successorId], {
      facts: { leaver: named.name, what: title, day: named.last_day },
      about: { type: 'staffing.leaver', id: personId },
      link: `/directory/people/${personId}`,
    });
  },
);
