/** What of a provider's options decides whom an account elsewhere stands for. */
interface Recognising {
  readonly match: 'linked' | 'account' | 'email';
  readonly domains?: readonly string[];
}

/** What a provider said of who came. */
interface Said {
  readonly account?: string | undefined;
  readonly email?: string | undefined;
  readonly emailVerified: boolean;
}

/** Whether somebody with this address may come at all: where domains are named, it is verified and in one of them, not in one below. */
export function isAdmittedDomain({ domains = [] }: Pick<Recognising, 'domains'>, said: Said): boolean {
  if (domains.length === 0) return true;
  const domain = said.email?.slice(said.email.lastIndexOf('@') + 1).toLowerCase();
  return said.emailVerified && domain !== undefined && domains.some((one) => one.toLowerCase() === domain);
}

/** By what an account that isn't linked is looked for here; undefined: by nothing. An address counts only where it was verified. */
export function recognisedBy(
  options: Recognising,
  said: Said,
): { readonly account: string } | { readonly email: string } | undefined {
  if (options.match === 'account') return said.account === undefined ? undefined : { account: said.account };
  if (options.match === 'email' && said.email !== undefined && said.emailVerified) return { email: said.email };
  return undefined;
}
