import { subscriber } from '#kernel/server/define-module.ts';
import { requestDestroyed } from '#modules/approvals/contract/destruction-events.ts';
import { approvalsRetention } from '#modules/approvals/contract/retention.ts';
import type { PrivacyTables } from '../privacy-tables.ts';
import { recordErasure } from './record-erasure.ts';

/** What two people had destroyed stands in the same record as what was erased by itself. */
export const onRequestDestroyed = subscriber<PrivacyTables>()(
  'privacy.onRequestDestroyed',
  requestDestroyed,
  async (context, { facts: { employerId, destruction } }) => {
    for (const { name: kind, period } of approvalsRetention.kinds) {
      await recordErasure(context, { kind, period, employerId, count: 1, evidence: 0, destruction });
    }
  },
);
