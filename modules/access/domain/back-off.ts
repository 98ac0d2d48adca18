/** What is known of earlier attempts when somebody tries to sign in. Ages in seconds. */
export interface EarlierAttempts {
  /**
   * Failures with this account since the last success, within a day: from this browser where it has signed in before,
   * from this network otherwise.
   */
  readonly failures: number;
  readonly lastFailureAge: number;
  /** Failures from this network with any account, within an hour. */
  readonly networkFailures: number;
  readonly networkLastFailureAge: number;
  /** Failures with this account from anywhere, within an hour. */
  readonly accountFailures: number;
  readonly accountLastFailureAge: number;
  /** Wrong codes of this account's second factor from anywhere, within a day: whoever typed them knew the password. */
  readonly codeFailures: number;
  readonly codeLastFailureAge: number;
  /** This account has signed in from this network before. */
  readonly known: boolean;
  /** This account has signed in with this browser before. */
  readonly deviceKnown: boolean;
}

const freeFailures = 5;
const freeNetworkFailures = 100;
const firstWait = 30;
const longestWait = 900;
/** NIST SP 800-63B 3.2.2: no more than 100 failures on one account. */
const freeAccountFailures = 100;
const freeCodeFailures = 10;
const longestCodeWait = 3600;

/** The wait after so many failures, twice as long after every further one. */
const waitAfter = (failures: number, free: number, longest: number): number =>
  failures < free ? 0 : Math.min(longest, firstWait * 2 ** Math.min(12, failures - free));

/**
 * Seconds to wait before another attempt counts; 0: go on. What an attacker does elsewhere doesn't keep the person out of
 * the browsers and networks that they use: there, only what came from there counts. Whoever comes with a new browser from
 * a new network while the account is under attack waits, and can use a passkey or the phone instead.
 */
export function secondsToWait(earlier: EarlierAttempts): number {
  const familiar = earlier.known || earlier.deviceKnown;
  const waits = [waitAfter(earlier.failures, freeFailures, longestWait) - earlier.lastFailureAge];
  if (!familiar && earlier.networkFailures >= freeNetworkFailures) {
    waits.push(longestWait - earlier.networkLastFailureAge);
  }
  if (!familiar && earlier.accountFailures >= freeAccountFailures) {
    waits.push(longestWait - earlier.accountLastFailureAge);
  }
  if (!earlier.deviceKnown) {
    waits.push(waitAfter(earlier.codeFailures, freeCodeFailures, longestCodeWait) - earlier.codeLastFailureAge);
  }
  return Math.max(0, Math.ceil(Math.max(...waits)));
}
