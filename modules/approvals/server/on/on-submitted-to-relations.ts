import { subscriber } from '#kernel/server/define-module.ts';
import { requestSubmitted } from '../../contract/events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadRequest } from '../load-request.ts';
import { relate } from '../relate.ts';

/** What a form names as related requests is shown on both sides. */
export const onSubmittedToRelations = subscriber<ApprovalsTables>()(
  'approvals.onSubmittedToRelations',
  requestSubmitted,
  async (context, { facts: { requestId, submitterId } }) => {
    const request = await loadRequest(context, requestId);
    const fields = request.kind.design?.fields.filter((field) => field.kind === 'relatedApproval') ?? [];
    if (fields.length === 0) return;
    const named = fields.flatMap(({ name }) => request.form[name] ?? []);
    for (const other of new Set(named)) {
      if (typeof other === 'string') await relate(context, { requestId, otherId: other, by: submitterId });
    }
  },
);
