import type { OutsideChannel } from '../contract/channels.ts';
import type { HeldFor } from '../contract/delivery-shapes.ts';
import type { KindRule, OutsideRules, Quiet, Timing } from '../contract/timing.ts';
import { nextDigest } from './next-digest.ts';
import { quietEnd } from './quiet-end.ts';

const usual: Readonly<Record<OutsideChannel, Timing>> = {
  push: 'now',
  mail: 'digest',
  sms: 'off',
  phone: 'off',
  wecom: 'now',
  dingtalk: 'now',
};

/** What holds for a kind on a channel that nobody said anything about. */
export const usualRule = (channel: OutsideChannel): KindRule => ({ timing: usual[channel], mandatory: false });

/** When one notice goes out on one channel. */
export interface Planned {
  readonly at: Temporal.Instant;
  readonly heldFor: HeldFor | null;
}

/**
 * When a notice goes out on a channel; undefined: not at all. What is urgent goes at once whatever was chosen, by text
 * message and phone only if nobody has read it by then (M5). All else keeps the quiet hours (M6).
 * `workBegins` gives the next moment of the person's working time from an instant on, that instant included; null where it
 * isn't known: then nothing is quiet because of it. It is asked of `now` and of the next digest. `own` null: as the company says.
 */
export function planDelivery(asked: {
  readonly channel: OutsideChannel;
  readonly now: Temporal.Instant;
  readonly timeZone: string;
  readonly urgent: boolean;
  readonly rule: KindRule;
  readonly own: Timing | null;
  readonly quiet: Quiet;
  readonly rules: OutsideRules;
  readonly workBegins: (from: Temporal.Instant) => Temporal.Instant | null;
}): Planned | undefined {
  const { channel, now, rules, rule, timeZone } = asked;
  if (asked.urgent) {
    if (channel === 'sms') return { at: now.add({ minutes: rules.smsAfterMinutes }), heldFor: 'escalation' };
    if (channel === 'phone') return { at: now.add({ minutes: rules.phoneAfterMinutes }), heldFor: 'escalation' };
    return { at: now, heldFor: null };
  }
  const chosen = asked.own ?? rule.timing;
  const mandatory = rule.timing === 'off' ? 'now' : rule.timing;
  const timing = chosen === 'off' && rule.mandatory ? mandatory : chosen;
  if (timing === 'off') return undefined;
  const gathered = timing === 'digest';
  const at = gathered ? nextDigest(now, rules.digestTimes, timeZone) : now;
  const loud = quietUntil(at, asked.quiet, asked);
  if (!loud) return { at, heldFor: gathered ? 'digest' : null };
  return { at: loud, heldFor: gathered ? 'digest' : 'quiet' };
}

function quietUntil(
  at: Temporal.Instant,
  quiet: Quiet,
  asked: { readonly timeZone: string; readonly workBegins: (from: Temporal.Instant) => Temporal.Instant | null },
): Temporal.Instant | undefined {
  if (quiet.mode === 'never') return undefined;
  if (quiet.mode === 'hours') return quietEnd(at, quiet, asked.timeZone);
  const begins = asked.workBegins(at);
  return begins && Temporal.Instant.compare(begins, at) > 0 ? begins : undefined;
}
