import type { UnusualReason } from '../contract/shapes.ts';

/** What is known of a person's sign-ins when another one succeeds. */
export interface EarlierSignIns {
  /** None before: nothing to compare with. */
  readonly any: boolean;
  /** This browser was seen before; undefined where it didn't say which it is. */
  readonly deviceKnown: boolean | undefined;
  readonly networkKnown: boolean;
  /** Failures with this account since the last success, from anywhere, within a day. */
  readonly failures: number;
  readonly zone: string | undefined;
  /** The zones are set, and none that is trusted holds the address. */
  readonly untrusted: boolean;
  /** Where the person signed in the last time, and how many minutes ago. */
  readonly last: { readonly zone: string | undefined; readonly minutes: number } | undefined;
}

/** Nobody gets from one office to another faster than this; two networks of one office belong into one zone. */
const travelMinutes = 30;
const manyFailures = 5;

/**
 * Why a sign-in is out of the ordinary, and whether it is worth telling: another network alone is everyday life with a
 * phone, another browser isn't.
 */
export function unusualReasons(earlier: EarlierSignIns): { reasons: UnusualReason[]; tell: boolean } {
  if (!earlier.any) return { reasons: [], tell: false };
  const { last, zone } = earlier;
  const reasons: UnusualReason[] = [];
  if (earlier.deviceKnown === false) reasons.push('newDevice');
  if (!earlier.networkKnown) reasons.push('newNetwork');
  if (last && zone !== undefined && last.zone !== undefined && last.zone !== zone && last.minutes < travelMinutes) {
    reasons.push('elsewhere');
  }
  if (earlier.failures >= manyFailures) reasons.push('manyFailures');
  if (earlier.untrusted) reasons.push('untrusted');
  const tell =
    reasons.some((reason) => reason === 'newDevice' || reason === 'elsewhere' || reason === 'manyFailures') ||
    (earlier.deviceKnown === undefined && !earlier.networkKnown);
  return { reasons, tell };
}
