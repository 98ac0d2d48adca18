import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/retention.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { leaversDue } from './leavers-due.ts';

const handingOver = { zh: '交接没有办完', en: 'The hand-over isn’t finished' };

export const reviewLeavers = handle<DirectoryViews>()(
  contract.reviewLeavers,
  async (context, { kind, heldPersonIds }) => {
    const leavers = await leaversDue(context, kind);
    const { rows } = await sql<{ id: string; name: string; held: boolean; handing_over: boolean }>`
    select p.id, p.name, p.id = any(${sql.val(heldPersonIds)}::uuid[]) as held, ${leavers.handingOver} as handing_over
    from directory.person p where ${leavers.due} and ${context.within(superviseRetention, 'p.id')}
    order by p.sort_key, p.id`.execute(context.db);
    const held = rows.filter((row) => row.held || row.handing_over);
    return {
      due: rows.length - held.length,
      held: {
        count: held.length,
        rows: held.slice(0, 50).map((row) => ({
          ...{ personId: row.id, label: row.name, why: row.held ? null : handingOver },
        })),
      },
    };
  },
);
