import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { postChanged } from '../../contract/events.ts';
import { postInUse, postNameTaken } from '../../contract/failures.ts';
import { manageStructure } from '../../contract/permissions.ts';
import * as contract from '../../contract/posts.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { employerWithin } from '../department-reach.ts';
import { refuseTaken } from '../refuse-taken.ts';

export const changePost = handle<DirectoryViews>()(contract.changePost, async (context, input) => {
  const { db } = context;
  const { postId, revision, change } = input;
  const { rows } = await sql<{ employer_id: string | null; name: string; closed: boolean; revision: number }>`
    select employer_id, name, closed, revision from directory.post where id = ${postId}::uuid for update`.execute(db);
  const post = rows[0];
  const within =
    post?.employer_id === null
      ? context.reach(manageStructure).company
      : post !== undefined && employerWithin(context, manageStructure, post.employer_id);
  if (!post || !within) throw refuse(notFound);
  if (post.revision !== revision) throw refuse(changedMeanwhile);
  const name = change.name ?? post.name;
  const closed = change.closed ?? post.closed;
  if (closed && !post.closed) {
    const { rows: held } = await sql<{ people: number }>`
      select count(distinct person_id) as people from directory.post_holding
      where post_id = ${postId}::uuid and valid_to is null`.execute(db);
    const people = held[0]?.people ?? 0;
    if (people > 0) throw refuse(postInUse, { name: post.name, people });
  }
  await refuseTaken({ post_name: () => refuse(postNameTaken, { name }) }, () =>
    sql`update directory.post set name = ${name}, closed = ${closed}, revision = revision + 1
      where id = ${postId}::uuid`.execute(db),
  );
  context.about('post', postId);
  context.emit(postChanged, { postId });
  return { revision: revision + 1 };
});
