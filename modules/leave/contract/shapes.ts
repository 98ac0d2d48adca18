import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { line, prose } from '#kernel/contract/shapes.ts';
import { halfDayShape } from '#modules/worktime/contract/reckonings.ts';

const sensitive = {
  purpose: 'attendance',
  sensitivity: 'sensitive',
  retention: 'employment+2y',
  basis: 'hr-rules',
} as const;

/** Key of a kind of leave, such as `annual`. It may tell of health or family, so it is sensitive (Z9). */
export const leaveKindKey = () => personal(z.string().regex(/^[a-z][A-Za-z]{1,30}$/), sensitive);
export const leaveReason = () =>
  personal(
    prose(500).refine((text) => text.trim() !== ''),
    sensitive,
  );

/** From one half day to another, both included. */
export const leaveSpan = { from: halfDayShape, to: halfDayShape };

/** What is asked for. `to` isn't before `from`, and it ends within a year. */
export const leaveAsked = z.strictObject({ kind: leaveKindKey(), ...leaveSpan, reason: leaveReason() });
export type LeaveAsked = z.infer<typeof leaveAsked>;

const words = z.object({ zh: line(40), en: line(80) });

/** The form that goes through approvals: what was asked, with what was reckoned. */
export const leaveForm = z.strictObject({
  kind: leaveKindKey(),
  kindName: words,
  ...leaveSpan,
  days: z.number().positive().multipleOf(0.5),
  reason: leaveReason(),
});
export type LeaveForm = z.infer<typeof leaveForm>;
