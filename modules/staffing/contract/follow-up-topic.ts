/** Heard by those who carry out follow-ups of this employer; `everywhere`: of all. */
export const followUpTopic = (employerId: string) => `staffing.followUps:${employerId}` as const;
