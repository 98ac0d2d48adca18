import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { keyEnding } from '../../contract/notices.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { whoManagesApplications } from '../who-manages-applications.ts';

const days = 14;

/** Every morning: whose key expires within two weeks is told, once; one that is being replaced by now needs no word. */
export const warnOfKeys = recurring<IntegrationsTables>()('integrations.warnOfKeys', '5 9 * * *', async (context) => {
  const { db, now } = context;
  const { rows } = await sql<{
    application_id: string;
    asked_by: string;
    application: string;
    label: string;
    ends_at: string;
    time_zone: string;
  }>`
    update integrations.key k set warned_at = ${now.toString()}::timestamptz
    from integrations.application a
    where a.id = k.application_id and a.active and k.warned_at is null and k.stopped_at is null
      and k.ends_at between ${now.toString()}::timestamptz and ${now.add({ hours: 24 * days }).toString()}::timestamptz
      and not exists (select from integrations.key n where n.replaces = k.id and n.fetched_at is not null)
    returning k.application_id, k.asked_by, a.definition ->> 'name' as application, k.label, k.ends_at,
      (select time_zone from directory.published_employer where parent_id is null order by id limit 1) as time_zone`.execute(
    db,
  );
  for (const row of rows) {
    const personIds = await whoManagesApplications(context, row.asked_by);
    if (personIds.length === 0) continue;
    const on = Temporal.Instant.from(row.ends_at).toZonedDateTimeISO(row.time_zone).toPlainDate().toString();
    await context.call(
      notify,
      noticeOf(keyEnding, {
        personIds,
        facts: { application: row.application, label: row.label, on },
        about: { type: 'application', id: row.application_id },
        link: `/admin/integrations/${row.application_id}`,
      }),
    );
  }
});
