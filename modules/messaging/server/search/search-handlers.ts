import { searchMessages } from '../queries/search-messages.ts';
import { indexDocument } from './on/index-document.ts';
import { indexSent } from './on/index-sent.ts';

/** The search over what was said. */
export const searchHandlers = [searchMessages];
export const searchSubscribers = [indexSent, indexDocument];
