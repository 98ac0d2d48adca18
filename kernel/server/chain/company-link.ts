import { type Link, nextLink } from './next-link.ts';

/** Name of the one chain that everything recorded joins. */
export const COMPANY_CHAIN = 'company';

/** The link of the company's chain: beside the commitment its hash covers whose it is, where it belongs and when it was linked. */
export function companyLink(link: {
  readonly number: number;
  readonly chain: string;
  readonly contentId: string;
  readonly commitmentAlgorithm: string;
  readonly commitment: Uint8Array;
  readonly previous: Uint8Array;
  readonly algorithm: string;
  readonly at: string;
}): Link {
  const { at, chain, commitmentAlgorithm, contentId } = link;
  const facts = { at, chain, commitmentAlgorithm, contentId };
  return nextLink(link.previous, link.commitment, link.number, facts, link.algorithm);
}
