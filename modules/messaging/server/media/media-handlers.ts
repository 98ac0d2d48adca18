import { hearVoice } from '../commands/hear-voice.ts';
import { listLinks } from '../queries/list-links.ts';
import { readLinkCard } from '../queries/read-link-card.ts';
import { readLinkPicture } from '../queries/read-link-picture.ts';
import { makeLinkCards, sweepLinkCards } from './link-cards.ts';
import { keepLinksEdited } from './on/keep-links-edited.ts';
import { keepLinksSent } from './on/keep-links-sent.ts';

/** Links and their cards, voice messages. */
export const mediaHandlers = [listLinks, readLinkCard, readLinkPicture, hearVoice];
export const mediaSubscribers = [keepLinksSent, keepLinksEdited];
export const mediaOutside = [makeLinkCards()];
export const mediaRecurring = [sweepLinkCards];
