/** A summary such as `2 天 · 3月5日–3月6日`: what decides stands first and goes to the end of a row, the rest beside the title. */
export function summaryParts(summary: string): { readonly deciding: string; readonly rest: string | undefined } {
  const [deciding = '', ...rest] = summary.split(' · ');
  return { deciding, rest: rest.length > 0 ? rest.join(' · ') : undefined };
}
