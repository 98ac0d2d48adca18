import type { Entrance } from '#kernel/server/define-module.ts';
import { receiveMessage } from '../contract/operations.ts';

/** Their numbers for what can go wrong, as facts of the interface. */
const numbers: Readonly<Record<string, number>> = {
  'bots.addressUnknown': 93_000,
  'bots.kindUnknown': 40_008,
  'bots.bodyUnfit': 40_058,
  'bots.notAPicture': 40_009,
  'bots.placeRefused': 60_020,
  'kernel.tooManyRequests': 45_009,
  'kernel.tooLarge': 45_002,
  'kernel.invalidInput': 40_058,
};

/**
 * The address of WeCom's group robots: `POST /cgi-bin/webhook/send?key=…`. A script that posts there posts here with another
 * host name. Our two headers sign a call where the bot asks for it.
 */
export const groupRobotsEntrance: Entrance = {
  path: '/cgi-bin/webhook/send',
  operation: receiveMessage,
  mostBytes: 3_000_000,
  input: ({ query, headers, body }) => {
    const { 'guiju-timestamp': timestamp, 'guiju-signature': signature } = headers;
    return {
      key: query.key ?? '',
      body,
      ...(typeof timestamp === 'string' ? { timestamp } : {}),
      ...(typeof signature === 'string' ? { signature } : {}),
    };
  },
  answer: (failure) =>
    failure
      ? { errcode: numbers[failure.code] ?? -1, errmsg: `${failure.message} (${failure.code})` }
      : { errcode: 0, errmsg: 'ok' },
};
