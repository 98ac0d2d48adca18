import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/retention.ts';
import type { PrivacyTables } from '../privacy-tables.ts';
import { complaintsDue } from './complaints-due.ts';

const concerned = { zh: '涉及被冻结的人', en: 'It concerns somebody whose data is held' };

/** Numbers only: who complained, and about whom, isn't for who supervises retention (Z27). */
export const reviewComplaints = handle<PrivacyTables>()(
  contract.reviewComplaints,
  async (context, { kind, heldPersonIds }) => {
    const { due, held } = await complaintsDue(context, kind, heldPersonIds);
    const { rows } = await sql<{ held: boolean; count: number }>`
      select ${held} as held, count(*)::int as count from privacy.complaint c
      where ${due} and ${context.within(superviseRetention, 'c.complainant_id')} group by 1`.execute(context.db);
    const count = (isHeld: boolean) => rows.find((row) => row.held === isHeld)?.count ?? 0;
    const label = '';
    return {
      due: count(false),
      held: { count: count(true), rows: count(true) > 0 ? [{ personId: null, label, why: concerned }] : [] },
    };
  },
);
