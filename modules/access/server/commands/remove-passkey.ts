import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { strongerThanYou } from '../../contract/failures.ts';
import * as contract from '../../contract/passkeys.ts';
import { removePasskeys } from '../../contract/permissions.ts';
import type { AccessTables } from '../access-tables.ts';
import { dropPasskeys } from '../drop-passkeys.ts';
import { strongerThanActor } from '../stronger-than-actor.ts';

export const removePasskey = handle<AccessTables>()(contract.removePasskey, async (context, { passkeyId, reason }) => {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from access.passkey k join directory.published_person p on p.id = k.person_id
    where k.id = ${passkeyId}::uuid and k.removed_at is null and ${context.within(removePasskeys, 'p.id')}`.execute(
    context.db,
  );
  const [person] = rows;
  if (!person) throw refuse(notFound);
  if ((await strongerThanActor(context, [person.id])).size > 0) throw refuse(strongerThanYou, { names: [person.name] });
  context.about('person', person.id);
  await dropPasskeys(context, { personId: person.id, passkeyId, reason });
  return {};
});
