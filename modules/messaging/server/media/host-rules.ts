/** Which sites may be asked for cards: `only` some, where any are named, and `never` some; a site stands for those below it. */
export interface HostRules {
  readonly only: readonly string[];
  readonly never: readonly string[];
}

/** Whether a host may be asked. Names are compared as they stand in addresses (punycode, small letters). */
export function mayAsk(host: string, { only, never }: HostRules): boolean {
  const bare = host.toLowerCase().replace(/\.$/, '');
  const isOf = (site: string) => bare === site || bare.endsWith(`.${site}`);
  return !never.some(isOf) && (only.length === 0 || only.some(isOf));
}
