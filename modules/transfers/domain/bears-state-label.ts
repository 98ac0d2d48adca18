/**
 * Whether a text bears a label of state secrets (保守国家秘密法, 2024, art. 14: three grades), as in `机密★10年`. Words of business
 * (商业秘密, 保守秘密) don't count: a grade stands alone, in brackets, or before the star or a term.
 */
export function bearsStateLabel(text: string): boolean {
  return /绝密|(?:^|[\s【[(（〔_\-—.·])(?:机密|秘密)(?:$|[\s】\])）〕_\-—.·★☆])|(?:机密|秘密)\s*[★☆]/u.test(text);
}
