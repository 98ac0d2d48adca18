/** Heard by those who keep the archive of this employer or approve what of it is destroyed; `everywhere`: of all. */
export const destructionTopic = (employerId: string) => `approvals.destruction:${employerId}` as const;
