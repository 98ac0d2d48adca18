/** Tries before a delivery is given up and shown to administrators. */
export const mostTries = 8;

/** Seconds until the next try after the n-th: half a minute, doubling; about an hour in all. */
export const retryPause = (tries: number): number => 30 * 2 ** (tries - 1);
