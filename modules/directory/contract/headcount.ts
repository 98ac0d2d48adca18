import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import { postUnknown } from './failures.ts';
import { manageStructure } from './permissions.ts';
import { named } from './shapes.ts';

const planned = z.int().min(0).max(1_000_000);

export const setHeadcount = command({
  name: 'directory.setHeadcount',
  summary: {
    zh: '设定部门编制：总数与各岗位',
    en: 'Sets how many people a department may have, in all and by post, with everything below it',
  },
  input: z.object({
    departmentId: id(),
    /** null: none is set. */
    total: planned.nullable(),
    posts: z.array(z.object({ postId: id(), planned })).max(200),
  }),
  output: z.object({}),
  access: manageStructure,
  failures: [postUnknown],
});

export const readHeadcount = query({
  name: 'directory.readHeadcount',
  summary: { zh: '部门编制与在岗人数', en: 'How many people a department may have and has, in all and by post' },
  input: z.object({ departmentId: id() }),
  output: z.object({
    total: z.int().nullable(),
    people: z.int(),
    posts: z.array(z.object({ post: named, planned: z.int(), people: z.int() })),
  }),
  access: manageStructure,
});
