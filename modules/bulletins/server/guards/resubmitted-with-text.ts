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
    const { rows } = await sql<{ kind: string }>`select kind from approvals.published_request
      where id = ${requestId}::uuid and applicant_id = ${context.person().personId}::uuid`.execute(context.db);
    if (rows[0]?.kind === publishingKind.name) await checkPublishing(context, { form, chosen });
  },
);
