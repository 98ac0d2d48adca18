import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { handOverLines } from '#modules/directory/contract/hand-over-line.ts';
import { applicationStandings } from '#modules/messaging/contract/application-chats.ts';
import { cardKinds } from '#modules/messaging/contract/cards.ts';
import * as chats from './application-chats.ts';
import { readApplicationFile, readApplicationLimits, uploadApplicationFile } from './application-files.ts';
import { appCardBody } from './card.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import * as operations from './operations.ts';
import { botsLine, heldBots } from './people-changes.ts';
import * as permissions from './permissions.ts';
import { botMessageBody, forwardedText } from './said.ts';
import { readApplicationSending } from './sendings.ts';
import * as settings from './settings.ts';

/** All that can be said of bots and applications 机器人与应用. */
export const botsContract = moduleContract({
  name: 'bots',
  title: { zh: '机器人与应用', en: 'Bots and applications' },
  operations: [
    ...Object.values(operations),
    ...Object.values(chats),
    readApplicationLimits,
    uploadApplicationFile,
    readApplicationFile,
    readApplicationSending,
    heldBots,
  ],
  events: Object.values(events),
  permissions: Object.values(permissions),
  failures: Object.values(failures),
  settings: Object.values(settings),
  extensions: [
    extend(cardKinds, { kind: 'botMessage', body: botMessageBody, forwarded: forwardedText }),
    extend(cardKinds, { kind: 'appCard', body: appCardBody }),
    extend(handOverLines, botsLine),
    extend(applicationStandings, { read: chats.applicationStanding }),
  ],
});
