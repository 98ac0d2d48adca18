import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { noticeDelivered } from '#modules/notifications/contract/events.ts';
import { caseDecided, caseFound } from '../../contract/notices.ts';
import { beTold, decisionBeTold } from '../case-steps.ts';
import { lockCase } from '../case-table.ts';
import type { PolicyTables } from '../policy-tables.ts';

/** The time to explain, and the time to appeal, begin when the notice has reached the person, and not before. */
export const onNoticeDelivered = subscriber<PolicyTables>()(
  'policy.onNoticeDelivered',
  noticeDelivered,
  async (context, { facts }) => {
    if (facts.about.type !== 'policyCase') return;
    const mine = sql<boolean>`c.liable_id = ${facts.personId}::uuid`;
    if (facts.kind === caseFound.code) {
      const record = await lockCase(context, facts.about.id, mine);
      if (record.state === 'found') await beTold(context, record, facts.at);
    } else if (facts.kind === caseDecided.code) {
      const record = await lockCase(context, facts.about.id, mine);
      if (record.state === 'decided' && record.decision_told_at === null) {
        await decisionBeTold(context, record, facts.at);
      }
    }
  },
);
