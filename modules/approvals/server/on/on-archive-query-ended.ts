import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { archiveQueryForm, archiveQueryProcess } from '../../contract/archive-query-kind.ts';
import { archiveGrantChanged } from '../../contract/archive-search-events.ts';
import { requestEnded } from '../../contract/events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { endGrant } from '../archive-search/end-grant.ts';
import { grantConcerns } from '../archive-search/grant-concerns.ts';
import { zoneOf } from '../archive-search/zone-of.ts';

/** Because of this approval the archive is open to the applicant until the day he asked for; a revoked one closes it. */
export const onArchiveQueryEnded = subscriber<ApprovalsTables>()(
  'approvals.onArchiveQueryEnded',
  requestEnded,
  async (context, { facts: { requestId, kind, outcome, applicantId, employerId } }) => {
    if (kind !== archiveQueryProcess.name) return;
    if (outcome === 'revoked') await endGrant(context, requestId, null);
    if (outcome !== 'approved') return;
    const { rows } = await sql<{ form: unknown }>`
      select form from approvals.instance where id = ${requestId}::uuid`.execute(context.db);
    const { kinds, reach, until } = archiveQueryForm.parse(rows[0]?.form);
    const zone = await zoneOf(context.db, employerId);
    const untilAt = Temporal.PlainDate.from(until).add({ days: 1 }).toZonedDateTime(zone).toInstant();
    const { rows: granted } = await sql<{ person_id: string }>`
      insert into approvals.archive_grant (request_id, person_id, kinds, reach, department_id, employer_id, granted_at, until_at)
      select ${requestId}::uuid, p.id, ${kinds}::text[], ${reach}, p.main_department_id, p.employer_id,
        ${context.now.toString()}::timestamptz, ${untilAt.toString()}::timestamptz
      from directory.published_person p
      where p.id = ${applicantId}::uuid and p.active and p.employer_id = ${employerId}::uuid
      on conflict (request_id) do nothing returning person_id`.execute(context.db);
    if (granted.length === 0) return;
    const concerned = await grantConcerns(context.db, requestId, null);
    context.emit(archiveGrantChanged, { requestId, personId: applicantId, what: 'granted', concerned });
  },
);
