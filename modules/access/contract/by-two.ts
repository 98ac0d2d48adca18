import { refuse } from '#kernel/contract/failure.ts';
import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import type { PermissionContract } from '#kernel/contract/permission.ts';
import { confirmFirst, proposalOver } from './failures.ts';
import { findSecond } from './find-second.ts';
import { findHolders } from './holders.ts';
import { type Confirmed, isFresh } from './is-fresh.ts';

/** How a command of a module above asks this one. */
interface Asking {
  read<Q extends OperationContract<'query'>>(query: Q, input: CallInputOf<Q>): Promise<OutputOf<Q>>;
  about(type: string, id: string): void;
}

/**
 * Refuses who hasn't proved lately who he is: a session left open by its owner proposes and decides nothing, and gives nobody a
 * key of his own.
 */
export async function refuseStale(context: Confirmed): Promise<void> {
  if (!(await isFresh(context))) throw refuse(confirmFirst);
}

/** Who has left, or may no longer do what they proposed, has nobody else do it either. */
export async function refuseFormer(context: Asking, proposedBy: string, permission: PermissionContract): Promise<void> {
  const rule = { kind: 'permission' as const, permission: permission.name };
  const { answers } = await context.read(findHolders, { questions: [{ key: '', personId: proposedBy, rule }] });
  if (!answers.some(({ personIds }) => personIds.includes(proposedBy))) throw refuse(proposalOver);
}

/**
 * What stands in for a second person now (null: nothing; otherwise the audit says that it did), and when a proposal that waits
 * for one expires.
 */
export async function secondPerson(context: Asking): Promise<OutputOf<typeof findSecond>> {
  const second = await context.read(findSecond, {});
  if (second.glassId !== null) context.about('breakGlass', second.glassId);
  return second;
}
