import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';

const keptDays = 30;

/** Every night: what was told goes after a month; what couldn't be told stays until somebody looked at it for half a year. */
export const forgetDeliveries = recurring<IntegrationsTables>()(
  'integrations.forgetDeliveries',
  '41 3 * * *',
  async ({ db, now }) => {
    const before = (days: number) => now.subtract({ hours: 24 * days }).toString();
    await sql`delete from integrations.delivery where state = 'told' and at < ${before(keptDays)}::timestamptz`.execute(
      db,
    );
    await sql`delete from integrations.delivery where state = 'dead' and at < ${before(6 * keptDays)}::timestamptz`.execute(
      db,
    );
  },
);
