import { recurring } from '#kernel/server/define-module.ts';
import type { PrivacyTables } from '../privacy-tables.ts';
import { erasureTimer } from './erasure-timer.ts';
import { retainedKinds } from './retained-kinds.ts';

/** Every night each kind begins by itself, so that one which fails keeps no other from its turn (Z17, Z18). */
export const beginErasures = recurring<PrivacyTables>()('privacy.beginErasures', '40 2 * * *', async (context) => {
  for (const { name, of, seenAt } of retainedKinds(context.contracts)) {
    if (!of.erase || seenAt !== undefined) continue;
    await context.schedule(erasureTimer, { key: name, at: context.now, input: { kind: name } });
  }
});
