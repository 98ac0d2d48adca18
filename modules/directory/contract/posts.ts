import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, line } from '#kernel/contract/shapes.ts';
import { employerUnknown, postInUse, postNameTaken } from './failures.ts';
import { manageStructure, readDirectory } from './permissions.ts';
import { postRow } from './shapes.ts';

export const createPost = command({
  name: 'directory.createPost',
  summary: { zh: '新增岗位', en: 'Creates a post' },
  /** `employerId` null: a post of the whole group. */
  input: z.object({ name: line(64), employerId: id().nullable() }),
  output: z.object({ postId: id() }),
  access: manageStructure,
  failures: [postNameTaken, employerUnknown],
});

export const changePost = command({
  name: 'directory.changePost',
  summary: { zh: '修改、停用或重新启用岗位', en: 'Renames, closes or reopens a post' },
  input: z.object({
    postId: id(),
    revision: z.int(),
    change: z.object({ name: line(64), closed: z.boolean() }).partial(),
  }),
  output: z.object({ revision: z.int() }),
  access: manageStructure,
  failures: [postNameTaken, postInUse],
});

export const listPosts = query({
  name: 'directory.listPosts',
  summary: { zh: '岗位列表', en: 'Lists posts' },
  /** With an employer: its posts and those of the group. */
  input: z.object({ employerId: id().optional(), closed: z.boolean().default(false) }),
  output: z.object({ rows: z.array(postRow), may: z.array(z.enum(['manage'])) }),
  access: readDirectory,
  byApplications: true,
});
