/** Heard by those who judge findings at this employer; `everywhere`: at all. */
export const findingsTopic = (employerId: string) => `content.findings:${employerId}` as const;
