/** Heard by those who expedite requests of this employer's people, all or some of them; `everywhere`: of all. */
export const expeditedTopic = (employerId: string) => `approvals.expedited:${employerId}` as const;
