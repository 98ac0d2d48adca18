import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';
import { rewriteCard } from '../card-rows.ts';

/** The buttons keep what they do; a new one does nothing and can't be pressed. */
export const changeCard = handle<BotsTables>()(
  contract.changeCard,
  async (context, { cardId, content, applicationId }) => {
    if (context.actor.kind !== 'system') throw refuse(notFound);
    await rewriteCard(context, cardId, applicationId ?? null, content);
    return {};
  },
);
