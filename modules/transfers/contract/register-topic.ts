/** Heard by those who keep the register of this employer; `everywhere`: of all. */
export const registerTopic = (employerId: string) => `transfers.register:${employerId}` as const;
