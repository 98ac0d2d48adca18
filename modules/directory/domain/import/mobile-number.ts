/**
 * A mobile number as E.164, or undefined if it isn't one. Blanks, hyphens, brackets and full-width digits are let through; eleven
 * digits from 13 to 19, also behind 86, 0086 or +86, are a mainland number; any other needs + and its country code.
 */
export function mobileNumber(raw: string): string | undefined {
  if (raw.length > 64) return undefined;
  const compact = raw.normalize('NFKC').replace(/[\s\-‐-―().]/g, '');
  const mainland = /^(?:\+?86|0086)?(1[3-9]\d{9})$/.exec(compact);
  if (mainland) return `+86${mainland[1]}`;
  const other = /^(?:\+|00)([1-9]\d{6,14})$/.exec(compact);
  return other && !other[1]?.startsWith('86') ? `+${other[1]}` : undefined;
}

/** How an address book writes a number: eleven digits for the mainland, + and country code for the rest. */
export function writtenMobileNumber(mobile: string): string {
  return /^\+861[3-9]\d{9}$/.test(mobile) ? mobile.slice(3) : mobile;
}
