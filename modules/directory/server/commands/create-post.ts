import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { postChanged } from '../../contract/events.ts';
import { employerUnknown, postNameTaken } from '../../contract/failures.ts';
import { manageStructure } from '../../contract/permissions.ts';
import * as contract from '../../contract/posts.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { employerWithin } from '../department-reach.ts';
import { loadEmployers } from '../employer-table.ts';
import { refuseTaken } from '../refuse-taken.ts';

export const createPost = handle<DirectoryViews>()(contract.createPost, async (context, { name, employerId }) => {
  const { db } = context;
  const within =
    employerId === null
      ? context.reach(manageStructure).company
      : employerWithin(context, manageStructure, employerId) && (await loadEmployers(db, [employerId])).size === 1;
  if (!within) throw refuse(employerUnknown);
  const postId = context.newId();
  await refuseTaken({ post_name: () => refuse(postNameTaken, { name }) }, () =>
    sql`insert into directory.post (id, employer_id, name) values (${postId}, ${employerId}, ${name})`.execute(db),
  );
  context.about('post', postId);
  context.emit(postChanged, { postId });
  return { postId };
});
