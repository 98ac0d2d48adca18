import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import * as contract from '../../../contract/own-lines.ts';
import { managePeople } from '../../../contract/permissions.ts';
import type { DirectoryViews } from '../../../contract/views.ts';
import { todayIn } from '../../../domain/today-in.ts';
import { handReports } from '../hand-reports.ts';

export const handOverSubordinates = handle<DirectoryViews>()(
  contract.handOverSubordinates,
  async (context, { personId, successorId }) => {
    requireSystem(context, managePeople);
    const { rows } = await sql<{ time_zone: string }>`
      select e.time_zone from directory.person p join directory.employer e on e.id = p.employer_id
      where p.id = ${personId}::uuid`.execute(context.db);
    const day = todayIn(rows[0]?.time_zone ?? 'UTC', context.now);
    context.about('person', personId);
    return { handed: await handReports(context, { personId, successorId, day }) };
  },
);
