import { sql } from 'kysely';
import { onTimer } from '#kernel/server/define-module.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { applicationChanged } from '../../contract/events.ts';
import { applicationExpired } from '../../contract/notices.ts';
import type { BotsTables } from '../bots-tables.ts';
import { proposalExpires } from '../proposal-expires.ts';

/** An application that nobody confirmed in time is off until it is proposed again; who proposed it is told. */
export const expireProposal = onTimer<BotsTables>()(proposalExpires, async (context, { applicationId }) => {
  const { rows } = await sql<{ name: string; proposed_by: string }>`
    update bots.application set state = 'off', expires_at = null, revision = revision + 1
    where id = ${applicationId}::uuid and state = 'proposed' and expires_at <= ${context.now.toString()}::timestamptz
    returning name, proposed_by`.execute(context.db);
  for (const { name, proposed_by: proposedBy } of rows) {
    context.about('application', applicationId);
    context.emit(applicationChanged, { applicationId });
    await context.call(
      notify,
      noticeOf(applicationExpired, {
        personIds: [proposedBy],
        facts: { name },
        about: { type: 'application', id: applicationId },
        link: '/admin/applications',
        urgent: false,
      }),
    );
  }
});
