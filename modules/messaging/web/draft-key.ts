/** Where what is typed into a conversation is kept until it is sent. */
export const draftKey = (conversationId: string): string => `messaging.${conversationId}`;
