import { askToLook } from '../commands/ask-to-look.ts';
import { lookSubmitted } from './look-submitted.ts';
import { onLookEnded } from './on-look-ended.ts';

/** The server face of looks at content that is withheld from administrators. */
export const lookHandlers = [askToLook];
export const lookGuards = [lookSubmitted];
export const lookSubscribers = [onLookEnded];
