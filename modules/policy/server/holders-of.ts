import type { PermissionContract } from '#kernel/contract/permission.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import type { Command } from './policy-tables.ts';

/** Who holds one of these permissions with a reach that this person lies in. */
export async function holdersOf(
  context: Pick<Command, 'read'>,
  personId: string,
  permissions: readonly PermissionContract[],
): Promise<string[]> {
  const questions = permissions.map(({ name }) => ({
    key: name,
    personId,
    rule: { kind: 'permission' as const, permission: name },
  }));
  const { answers } = await context.read(findHolders, { questions });
  return [...new Set(answers.flatMap((answer) => answer.personIds))];
}
