import { findHolders } from '#modules/access/contract/holders.ts';
import { manageApplications } from '../contract/permissions.ts';
import type { Command } from './integrations-tables.ts';

/** Who manages applications now, counted from a person; in a stable order. */
export async function whoManagesApplications(context: Command, personId: string): Promise<readonly string[]> {
  const rule = { kind: 'permission' as const, permission: manageApplications.name };
  const { answers } = await context.read(findHolders, { questions: [{ key: 'who', personId, rule }] });
  return answers.flatMap((answer) => answer.personIds);
}
