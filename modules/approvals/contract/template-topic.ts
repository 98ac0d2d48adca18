/** Heard by everybody who designs or governs templates. */
export const templatesTopic = 'approvals.templates:all' as const;
