import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';

/** The page that providers send people back to: one fixed address, so that nobody is led anywhere else. */
export function returnAddress({ publicUrl }: Pick<QueryContext<unknown>, 'publicUrl'>): string {
  if (publicUrl === undefined) throw refuse(failures.publicAddressMissing);
  return `${publicUrl}/sign-in/outside`;
}
