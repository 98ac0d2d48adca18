import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import type { PolicyTables } from './policy-tables.ts';
import { machineTime, runningGap } from './running-gap.ts';

/** Says every minute that the program runs; where it didn't for a while, the pause becomes an outage (Z28). */
export const beat = recurring<PolicyTables>()('policy.beat', '* * * * *', async (context) => {
  const gap = await runningGap(context);
  const now = context.now.toString();
  if (gap) {
    await sql`insert into policy.outage (id, employer_id, from_at, to_at, reason, recorded_by, recorded_at)
      values (${context.newId()}, null, ${gap.from}, ${gap.to}, 'the program was not running', null, ${now})`.execute(
      context.db,
    );
  }
  await sql`insert into policy.heartbeat (at, machine_at) values (${now}, ${(await machineTime(context)).toString()})
    on conflict (only_row) do update set at = excluded.at, machine_at = excluded.machine_at`.execute(context.db);
});
