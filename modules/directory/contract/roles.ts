import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import { readDirectory } from './permissions.ts';
import { personName } from './shapes.ts';

/**
 * A role relative to a person (W2): who that is, follows from the structure.
 * `departmentHead`: heads of the person’s main department (`levelsUp` 0) or of the one so many levels above it.
 * `departmentHeadOf`: heads of a department that is named.
 * `supervisor`: the n-th direct supervisor, 1 being one’s own. `supervisors`: all of them up to that level, nearest first.
 * `post`: holders of a post in the person’s main department, in the nearest department above that has a holder,
 * in the person’s employer, or anywhere in the group.
 * `nearestAbove`: where there is nobody (or only the person himself or herself), the next department above is asked.
 */
export const roleRule = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('departmentHead'),
    levelsUp: z.int().min(0).max(20).default(0),
    nearestAbove: z.boolean().default(true),
  }),
  z.object({
    kind: z.literal('departmentHeadOf'),
    departmentId: id(),
    nearestAbove: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('supervisor'), level: z.int().min(1).max(20).default(1) }),
  z.object({ kind: z.literal('supervisors'), upTo: z.int().min(1).max(20) }),
  z.object({
    kind: z.literal('post'),
    postId: id(),
    where: z.enum(['department', 'nearestAbove', 'employer', 'group']),
  }),
]);
export type RoleRule = z.infer<typeof roleRule>;

export const resolveRoles = query({
  name: 'directory.resolveRoles',
  summary: {
    zh: '按人员解析角色：部门负责人、第 n 级上级、岗位任职人',
    en: 'Finds who holds roles relative to people: department heads, n-th supervisors, holders of posts',
  },
  input: z.object({
    questions: z.array(z.object({ key: z.string().max(100), personId: id(), rule: roleRule })).max(500),
  }),
  output: z.object({
    answers: z.array(
      z.object({
        key: z.string(),
        /** Active people, the first one first; nobody: empty. */
        people: z.array(
          z.object({
            personId: id(),
            name: personName(),
            /** Where it was found, so that “why me?” has an answer. */
            departmentId: id().nullable(),
            level: z.int().nullable(),
          }),
        ),
      }),
    ),
  }),
  access: readDirectory,
});
