import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { requestEnded } from '../../contract/events.ts';
import { publishingProcess } from '../../contract/publishing-kind.ts';
import { templateChanged, templateInForce } from '../../contract/template-events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { type Publication, publishFrozen } from '../templates/publish-frozen.ts';
import { takeEffectTimer } from '../timers/take-effect-timer.ts';

/** Because of this approval the frozen content becomes a version; a refused or withdrawn one leaves the draft as it is. */
export const onPublishingEnded = subscriber<ApprovalsTables>()(
  'approvals.onPublishingEnded',
  requestEnded,
  async (context, { facts: { requestId, kind, outcome } }) => {
    if (kind !== publishingProcess.name) return;
    const { rows } = await sql<Publication>`select p.*,
        not exists (select from approvals.done d where d.instance_id = p.request_id and d.outcome = 'approved'
          and d.person_id <> p.asked_by) as alone
      from approvals.publication p where p.request_id = ${requestId}::uuid and p.outcome = 'asked' for update`.execute(
      context.db,
    );
    const publication = rows[0];
    if (!publication) return;
    const { kind: template, employer_id: employerId } = publication;
    const version = outcome === 'approved' ? await publishFrozen(context, publication) : null;
    await sql`update approvals.publication set outcome = ${version === null ? 'refused' : 'published'}, version = ${version}
      where request_id = ${requestId}::uuid`.execute(context.db);
    const what = version === null ? 'decided' : 'published';
    context.emit(templateChanged, { kind: template, what, employerId, by: publication.asked_by });
    if (version === null) return;
    const at = publication.effective_at;
    if (at !== null && Temporal.Instant.compare(at, context.now) > 0) {
      const input = { kind: template, version, employerId, requestId };
      await context.schedule(takeEffectTimer, { key: `${template} ${version}`, at, input });
    } else {
      const now = context.now.toString();
      context.emit(templateInForce, { kind: template, version, employerId, state: 'live', at: now, requestId });
    }
  },
);
