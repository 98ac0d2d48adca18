import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { type CardKind, cardKinds } from '../contract/cards.ts';
import { cardUnfit } from '../contract/failures.ts';

/** The kind of card as its module declares it. */
export const cardKind = (context: Pick<QueryContext<never>, 'contracts'>, kind: string): CardKind | undefined =>
  extensionsAt(cardKinds, context.contracts).find((card) => card.kind === kind);

/** What a card carries, in the form that its module declares; refuses what doesn't fit. */
export function cardBody(
  context: Pick<QueryContext<never>, 'contracts'>,
  kind: string,
  body: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const fit = cardKind(context, kind)?.body.safeParse(body);
  if (!fit?.success) throw refuse(cardUnfit);
  return fit.data;
}
