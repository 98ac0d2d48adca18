import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';

/**
 * Who is meant by a role or a permission, counted from a person. `role`: its key (`hr`) or id; `within`: a holder whose
 * scope covers the person's department, the nearest department above that has one, the person's employer, or any.
 * `permission`: whoever has it with a reach that covers the person.
 */
export const holderRule = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('role'),
    role: z.string().min(1).max(64),
    within: z.enum(['department', 'nearestAbove', 'employer', 'group']),
  }),
  z.object({ kind: z.literal('permission'), permission: z.string().max(100) }),
]);

export const findHolders = query({
  name: 'access.findHolders',
  summary: {
    zh: '相对于某人，谁担任某角色或拥有某项权限',
    en: 'Finds who holds a role or a permission, counted from a person',
  },
  input: z.object({
    questions: z.array(z.object({ key: z.string().max(200), personId: id(), rule: holderRule })).max(200),
  }),
  /** Active people, in a stable order; nobody: empty. */
  output: z.object({ answers: z.array(z.object({ key: z.string(), personIds: z.array(id()) })) }),
  access: 'signedIn',
});
