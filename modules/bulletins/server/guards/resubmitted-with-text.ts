import { sql } from 'kysely';
import { guard } from '#kernel/server/define-module.ts';
import { resubmitRequest } from '#modules/approvals/contract/operations.ts';
import { publishingKind } from '../../contract/publishing-kind.ts';
import type { BulletinsTables } from '../bulletins-tables.ts';
import { checkPublishing } from '../check-publishing.ts';

/** What was sent back comes again with another text. */
export const resubmittedWithText = guard<BulletinsTables>()(
  'bulletins.resubmittedWithText',
  resubmitRequest,
  async (context, { requestId, form, chosen }) => {
    const { personId } = context.person();
    const { rows } = await sql<{ kind: string; applicant_id: string }>`
      select kind, applicant_id from approvals.published_request
      where id = ${requestId}::uuid and ${personId}::uuid in (applicant_id, submitter_id)`.execute(context.db);
    const [row] = rows;
    if (row?.kind !== publishingKind.name) return;
    const forWhom = row.applicant_id === personId ? {} : { applicantId: row.applicant_id };
    await checkPublishing(context, { form, chosen, ...forWhom });
  },
);
