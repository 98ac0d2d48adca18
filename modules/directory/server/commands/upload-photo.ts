import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { personChanged } from '../../contract/events.ts';
import { hasLeft, notAPicture } from '../../contract/failures.ts';
import { managePeople } from '../../contract/permissions.ts';
import * as contract from '../../contract/profile.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { loadPeople } from '../person-table.ts';
import { squarePhoto } from '../square-photo.ts';

export const uploadPhoto = handle<DirectoryViews>()(contract.uploadPhoto, async (context, input) => {
  const { db } = context;
  const own = context.actor.kind === 'person' ? context.actor.personId : undefined;
  const personId = input.personId ?? context.person().personId;
  if (personId !== own) {
    const { rows } = await sql`
      select from directory.person p where p.id = ${personId}::uuid
        and ${context.may(managePeople) ? context.within(managePeople, 'p.id') : sql`false`}`.execute(db);
    if (rows.length === 0) throw refuse(notFound);
  }
  const picture = await squarePhoto(context.file.bytes);
  if (!picture) throw refuse(notAPicture);
  const record = (await loadPeople(db, [personId], 'update')).get(personId);
  if (!record) throw refuse(notFound);
  if (record.left_on !== null) throw refuse(hasLeft);
  const photo = await context.blobs.put(picture);
  // A picture is no reason to refuse somebody else's edit, so the revision stays.
  await sql`update directory.person set photo = ${photo} where id = ${personId}::uuid`.execute(db);
  context.about('person', personId);
  context.emit(personChanged, { personId, fields: ['photo'] });
  return { photo };
});
