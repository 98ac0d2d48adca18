import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { personChanged } from '../../contract/events.ts';
import { hasLeft } from '../../contract/failures.ts';
import * as contract from '../../contract/profile.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { profileLacks } from '../../domain/profile-lacks.ts';
import { refuseOwned } from '../hr-file/refuse-owned.ts';
import { loadLinks } from '../person-links.ts';
import { loadPeople, updatePeople } from '../person-table.ts';

export const completeProfile = handle<DirectoryViews>()(contract.completeProfile, async (context, input) => {
  const { personId } = context.person();
  const record = (await loadPeople(context.db, [personId], 'update')).get(personId);
  if (!record) throw refuse(notFound);
  if (record.left_on !== null) throw refuse(hasLeft);
  if (record.revision !== input.revision) throw refuse(changedMeanwhile);
  const next = {
    ...record,
    phone: input.phone ?? record.phone,
    email: input.email ?? record.email,
    landline: input.landline === undefined ? record.landline : input.landline,
    post_hint: input.postHint ?? record.post_hint,
  };
  const fields = (['phone', 'email', 'landline'] as const).filter((field) => next[field] !== record[field]);
  await refuseOwned(context, record.employer_id, fields);
  await updatePeople(context.db, [next]);
  context.about('person', personId);
  context.emit(personChanged, {
    personId,
    fields: [...fields, ...(next.post_hint !== record.post_hint ? ['postHint'] : [])],
  });
  const links = (await loadLinks(context.db, [personId])).get(personId);
  return { revision: record.revision + 1, lacks: profileLacks({ ...next, posts: links?.posts.length ?? 0 }) };
});
