/** What is known of earlier attempts when somebody tries to sign in. Ages in seconds. */
export interface EarlierAttempts {
  /** Failures with this account from this network since the last success there, within a day. */
  readonly failures: number;
  readonly lastFailureAge: number;
  /** Failures from this network with any account, within an hour. */
  readonly networkFailures: number;
  readonly networkLastFailureAge: number;
  /** This account has signed in from this network before. */
  readonly known: boolean;
}

const freeFailures = 5;
const freeNetworkFailures = 100;
const firstWait = 30;
const longestWait = 900;

/**
 * Seconds to wait before another attempt counts; 0: go on. What an attacker does elsewhere never keeps the person out:
 * only attempts from the same network count, and a network that tries through many accounts still lets in whoever has
 * signed in from there before.
 */
export function secondsToWait(earlier: EarlierAttempts): number {
  const own =
    earlier.failures < freeFailures
      ? 0
      : Math.min(longestWait, firstWait * 2 ** Math.min(10, earlier.failures - freeFailures)) - earlier.lastFailureAge;
  const network =
    earlier.known || earlier.networkFailures < freeNetworkFailures ? 0 : longestWait - earlier.networkLastFailureAge;
  return Math.max(0, Math.ceil(Math.max(own, network)));
}
