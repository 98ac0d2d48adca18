import { handle } from '#kernel/server/define-module.ts';
import { readPerson } from '#modules/directory/contract/people.ts';
import { companyName, passwordMaxAgeDays } from '../../contract/settings.ts';
import * as contract from '../../contract/viewer.ts';
import { widestKind } from '../../domain/resolve-reach.ts';
import type { AccessTables } from '../access-tables.ts';

export const readViewer = handle<AccessTables>()(contract.readViewer, async (context) => {
  const { personId, sessionId } = context.person();
  const person = await context.read(readPerson, { personId });
  const more = await context.db
    .selectFrom('directory.published_employer as e')
    .leftJoin('access.preference as l', (join) => join.on('l.person_id', '=', personId))
    .leftJoin('access.credential as c', (join) => join.on('c.person_id', '=', personId))
    .leftJoin('kernel.session as s', (join) => join.on('s.id', '=', sessionId))
    .select(['e.time_zone', 'l.language', 'c.changed_at', 's.shared', 's.idle_minutes'])
    .where('e.id', '=', person.employer.id)
    .executeTakeFirstOrThrow();
  const mostDays = await context.setting(passwordMaxAgeDays);
  const permissions = context.contracts
    .flatMap((module) => module.permissions)
    .flatMap((permission) => {
      const reach = widestKind(context.reach(permission));
      return reach ? [{ permission: permission.name, reach }] : [];
    });
  return {
    personId,
    name: person.name,
    account: person.account,
    photo: person.photo,
    jobTitle: person.jobTitle,
    companyName: await context.setting(companyName),
    employer: { ...person.employer, timeZone: more.time_zone },
    department: person.department,
    language: more.language ?? ('zh' as const),
    permissions,
    isHead: person.headOf.length > 0,
    lacks: person.record?.lacks ?? [],
    sessionId,
    sharedIdleMinutes: more.shared ? more.idle_minutes : null,
    passwordEndsAt:
      mostDays > 0 && more.changed_at
        ? Temporal.Instant.from(more.changed_at)
            .add({ hours: mostDays * 24 })
            .toString()
        : null,
  };
});
