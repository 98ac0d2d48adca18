import type { CallInputOf } from '#kernel/contract/operation.ts';
import type { sendMessage } from '../contract/messages.ts';

/** What is said with one sending: a text or something else, what it answers, whom it calls. */
export type Said = Omit<CallInputOf<typeof sendMessage>, 'conversationId' | 'clientId'>;

/** The words of it, as far as it has any. */
export const textOf = (said: Said): string =>
  said.text ?? (said.content?.kind === 'file' ? (said.content.text ?? '') : '');
