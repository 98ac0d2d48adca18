/** Where files that are being sent into a conversation are kept by the tab. */
export const draftKey = (conversationId: string): string => `messaging.${conversationId}`;
