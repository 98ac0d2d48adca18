import type { BotMessageBody, SaidByApplication, SaidByBot } from '../contract/said.ts';

/** What a message holds of what a program said: its text stands beside it, its picture is kept. */
export function shownOf(
  said: SaidByBot | Exclude<SaidByApplication, { kind: 'file' }>,
  pictureId: string | undefined,
): BotMessageBody['said'] {
  switch (said.kind) {
    case 'text':
      return { kind: 'text' };
    case 'picture':
      if (pictureId === undefined) throw new Error('a picture without its id');
      return { kind: 'picture', pictureId };
    default:
      return said;
  }
}
