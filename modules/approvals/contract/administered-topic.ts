/** Heard by those who administer the requests of this employer; `everywhere`: of all. */
export const administeredTopic = (employerId: string) => `approvals.administered:${employerId}` as const;
