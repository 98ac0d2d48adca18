import { onTimer } from '#kernel/server/define-module.ts';
import type { PrivacyTables } from '../privacy-tables.ts';
import { erasureTimer } from './erasure-timer.ts';
import { erasing, findHolds, heldFor } from './find-holds.ts';
import { lockHolds } from './lock-holds.ts';
import { recordErasure } from './record-erasure.ts';
import { retainedKinds } from './retained-kinds.ts';

/** How much one transaction erases: what it took and the record of it are there together, or neither is. */
const most = 200;

/** One act of erasing a kind; the next follows as long as more is due. */
export const onErasure = onTimer<PrivacyTables>()(erasureTimer, async (context, { kind: name }) => {
  const kind = retainedKinds(context.contracts).find((one) => one.name === name);
  if (!kind?.of.erase) return;
  await lockHolds(context);
  const heldPersonIds = heldFor(await findHolds(context), kind.period);
  const { erased, evidence, more } = await context.callAs(erasing, kind.of.erase, { kind: name, most, heldPersonIds });
  for (const [index, { employerId, count }] of erased.entries()) {
    await recordErasure(context, {
      ...{ kind: name, period: kind.period, employerId, count, destruction: null },
      evidence: index === 0 ? evidence : 0,
    });
  }
  if (more) await context.schedule(erasureTimer, { key: name, at: context.now, input: { kind: name } });
});
