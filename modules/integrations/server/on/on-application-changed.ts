import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { applicationChanged } from '../../contract/events.ts';
import { agreementAnswered, agreementAsked } from '../../contract/notices.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { whoManagesApplications } from '../who-manages-applications.ts';

const outcomes = {
  carriedOut: 'carriedOut',
  refused: 'refused',
  expired: 'expired',
  'key-agreed': 'keyAgreed',
  'key-refused': 'keyRefused',
  'key-expired': 'keyExpired',
  'key-lapsed': 'keyLapsed',
} as const;

/** Who may agree is asked; who proposed learns what came of it. */
export const onApplicationChanged = subscriber<IntegrationsTables>()(
  'integrations.onApplicationChanged',
  applicationChanged,
  async (context, { facts }) => {
    const { applicationId, what, by, proposedBy } = facts;
    const { rows } = await sql<{ application: string; name: string }>`
      select coalesce(a.definition, (select p.definition from integrations.proposal p
          where p.application_id = ${applicationId}::uuid order by p.proposed_at desc limit 1)) ->> 'name' as application,
        (select name from directory.published_person where id = ${by}::uuid) as name
      from (select) one left join integrations.application a on a.id = ${applicationId}::uuid`.execute(context.db);
    const { application = '', name = '' } = rows[0] ?? {};
    const more = { about: { type: 'application', id: applicationId }, link: `/admin/integrations/${applicationId}` };
    if ((what === 'proposed' || what === 'keyAsked') && by !== null) {
      const personIds = (await whoManagesApplications(context, by)).filter((id) => id !== by);
      if (personIds.length > 0)
        await context.call(notify, noticeOf(agreementAsked, { personIds, facts: { name, application }, ...more }));
    } else if (what in outcomes && proposedBy !== null && proposedBy !== by) {
      const outcome = outcomes[what as keyof typeof outcomes];
      await context.call(
        notify,
        noticeOf(agreementAnswered, { personIds: [proposedBy], facts: { application, outcome }, ...more }),
      );
    }
  },
);
