import { findHolders } from '#modules/access/contract/holders.ts';
import { complaintFunction } from '../../contract/complaints.ts';
import type { Command, Query } from '../privacy-tables.ts';
import type { FunctionHolder } from './concerned-by.ts';

/** Who holds the functions that can be complained about, in the whole group; `personId` is anybody of it. */
export async function functionHolders(
  context: Pick<Query, 'read'> | Pick<Command, 'read'>,
  personId: string,
): Promise<readonly FunctionHolder[]> {
  const { answers } = await context.read(findHolders, {
    questions: complaintFunction.options.map((role) => ({
      ...{ key: role, personId },
      rule: { kind: 'role' as const, role, within: 'group' as const },
    })),
  });
  return answers.flatMap(({ key, personIds }) => personIds.map((holder) => ({ role: key, personId: holder })));
}
