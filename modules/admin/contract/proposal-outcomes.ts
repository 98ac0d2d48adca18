/** What became of a change that took a second person, in the words of a notice. */
export const proposalOutcomes = {
  carriedOut: { zh: '已生效', en: 'in force' },
  refused: { zh: '被驳回', en: 'refused' },
  expired: { zh: '已过期', en: 'expired' },
} as const;
