import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import * as contract from '../../contract/retention.ts';
import type { AdminTables } from '../admin-tables.ts';
import { auditedDue } from './audited-due.ts';

const held = { zh: '由冻结的人所做，或与其有关', en: 'By or about somebody who is held' };

/** Counts by who acted; what nobody did is the company's. Who is held isn't named: it may be whom a line is about. */
export const reviewAudited = handle<AdminTables & DirectoryViews>()(
  contract.reviewAudited,
  async (context, { kind, heldPersonIds }) => {
    const { due, ofHeld } = await auditedDue(context, kind, heldPersonIds);
    const { rows } = await sql<{ held: boolean; count: number }>`
      select ${ofHeld} as held, count(*)::int as count
      from kernel.audit a left join directory.published_person p on a.actor_kind = 'person' and p.id::text = a.actor_id
      where ${due} and (p.id is null and ${context.reach(superviseRetention).company} or ${context.within(superviseRetention, 'p.id')})
      group by 1`.execute(context.db);
    const count = (isHeld: boolean) => rows.find((row) => row.held === isHeld)?.count ?? 0;
    const stays = count(true);
    return {
      due: count(false),
      held: { count: stays, rows: stays === 0 ? [] : [{ personId: null, label: '', why: held }] },
    };
  },
);
