/** Heard by those who have the users of this employer certified; `everywhere`: of all. */
export const certificationTopic = (employerId: string) => `staffing.certification:${employerId}` as const;
