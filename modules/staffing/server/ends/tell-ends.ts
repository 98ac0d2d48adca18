import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import { listEndingSoon } from '#modules/directory/contract/ending-soon.ts';
import { endingNotice } from '../../contract/notices.ts';
import { endingSoonDays } from '../../contract/settings.ts';
import type { StaffingTables } from '../staffing-tables.ts';
import { hrOf, tellPeople } from '../tell-people.ts';

/** Every morning HR is told whose probation or contract ends soon, each end once (D12). */
export const tellEnds = recurring<StaffingTables>()('staffing.tellEnds', '0 8 * * *', async (context) => {
  const { rows: employers } = await sql<{ id: string }>`
    select id from directory.published_employer order by id`.execute(context.db);
  for (const employer of employers) {
    const days = await context.setting(endingSoonDays, employer.id);
    for (const what of ['probation', 'contract'] as const) {
      const ending = [];
      let cursor: string | undefined;
      do {
        const input = { what, days: days[what], limit: 200, ...(cursor ? { cursor } : {}) };
        const { rows, next } = await context.read(listEndingSoon, input);
        ending.push(...rows.filter((row) => row.employerId === employer.id));
        cursor = next;
      } while (cursor);
      if (ending.length === 0) continue;
      const { rows: fresh } = await sql<{ person_id: string }>`
        insert into staffing.end_told (person_id, what, on_day, told_at)
        select w.id, ${what}, w.on_day, ${context.now.toString()}
        from unnest(${ending.map((row) => row.person.id)}::uuid[], ${ending.map((row) => row.on)}::date[]) w (id, on_day)
        on conflict do nothing returning person_id`.execute(context.db);
      const told = ending.filter((row) => fresh.some((one) => one.person_id === row.person.id));
      const [first] = told;
      if (!first) continue;
      await tellPeople(context, endingNotice, await hrOf(context, first.person.id), {
        facts: { what, count: told.length, names: told.slice(0, 20).map((row) => `${row.person.name} ${row.on}`) },
        about: { type: 'staffing.ends', id: first.person.id },
        link: `/people/clean-up?list=${what}`,
      });
    }
  }
});
