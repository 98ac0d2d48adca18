/** Heard by those who see the register of this employer's groups; `everywhere`: of all. */
export const registerTopic = (employerId: string) => `groups.register:${employerId}` as const;
/** Heard by those who handle reported messages. */
export const reportsTopic = 'groups.reports:all' as const;
