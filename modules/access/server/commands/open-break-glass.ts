import { refuse } from '#kernel/contract/failure.ts';
import { notPermitted } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/break-glass.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { breakGlassChanged } from '../../contract/events.ts';
import { breakGlassWrong } from '../../contract/failures.ts';
import { assignRoles } from '../../contract/permissions.ts';
import { breakGlassMinutes, breakGlassReviewDays } from '../../contract/settings.ts';
import { readCode, recoveryLength } from '../../domain/activation-code.ts';
import type { AccessTables } from '../access-tables.ts';
import { codeHash } from '../activation-codes.ts';
import { breakGlassReviewDue } from '../grants/grant-timers.ts';

export const openBreakGlass = handle<AccessTables>()(contract.openBreakGlass, async (context, { code, reason }) => {
  if (!context.reach(assignRoles).company) throw refuse(notPermitted, { permission: assignRoles.name });
  await refuseStale(context);
  const { personId } = context.person();
  const { now } = context;
  const openUntil = now.add({ minutes: await context.setting(breakGlassMinutes) });
  const reviewBy = now.add({ hours: 24 * (await context.setting(breakGlassReviewDays)) });
  const opened = await context.db
    .updateTable('access.break_glass')
    .set({
      opened_at: now.toString(),
      opened_by: personId,
      reason,
      open_until: openUntil.toString(),
      review_by: reviewBy.toString(),
    })
    .where('code_hash', '=', codeHash(readCode(code, recoveryLength) ?? ''))
    .where('opened_at', 'is', null)
    .where('lost_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!opened) throw refuse(breakGlassWrong);
  const glassId = opened.id;
  await context.schedule(breakGlassReviewDue, { key: glassId, at: reviewBy, input: { glassId } });
  context.about('breakGlass', glassId);
  context.emit(breakGlassChanged, { glassId, what: 'opened', openedBy: personId, by: personId });
  return { openUntil: openUntil.toString(), reviewBy: reviewBy.toString() };
});
