import { serverModule } from '#kernel/server/define-module.ts';
import { botsContract } from '../contract/bots-contract.ts';
import { applicationChatHandlers } from './application-chat-handlers.ts';
import { applicationFilesHandlers } from './application-files-handlers.ts';
import { addBot } from './commands/add-bot.ts';
import { admitApplication } from './commands/admit-application.ts';
import { changeApplicationCard } from './commands/change-application-card.ts';
import { changeBot } from './commands/change-bot.ts';
import { changeCard } from './commands/change-card.ts';
import { confirmApplication } from './commands/confirm-application.ts';
import { postBotMessage } from './commands/post-bot-message.ts';
import { pressButton } from './commands/press-button.ts';
import { proposeApplication } from './commands/propose-application.ts';
import { receiveMessage } from './commands/receive-message.ts';
import { removeBot } from './commands/remove-bot.ts';
import { renewBot } from './commands/renew-bot.ts';
import { sendApplicationCard } from './commands/send-application-card.ts';
import { sendCard } from './commands/send-card.ts';
import { stopApplication } from './commands/stop-application.ts';
import { groupRobotsEntrance } from './group-robots-entrance.ts';
import { erasePictures } from './on/erase-pictures.ts';
import { tellOfMessage } from './on/tell-of-message.ts';
import { messageCalls } from './outside/message-calls.ts';
import { pressCalls } from './outside/press-calls.ts';
import { heldBots } from './people-changes/held-bots.ts';
import { listApplications } from './queries/list-applications.ts';
import { listGroupBots } from './queries/list-group-bots.ts';
import { listMyCards } from './queries/list-my-cards.ts';
import { readCard } from './queries/read-card.ts';
import { readPicture } from './queries/read-picture.ts';
import { expireProposal } from './timers/expire-proposal.ts';
import { sendNextPart } from './timers/send-next-part.ts';

/** The server face of bots and applications. */
export const botsServer = serverModule({
  contract: botsContract,
  handlers: [
    listGroupBots,
    addBot,
    changeBot,
    renewBot,
    removeBot,
    receiveMessage,
    postBotMessage,
    readPicture,
    listApplications,
    proposeApplication,
    confirmApplication,
    stopApplication,
    admitApplication,
    sendCard,
    changeCard,
    sendApplicationCard,
    changeApplicationCard,
    readCard,
    listMyCards,
    pressButton,
    heldBots,
    ...applicationChatHandlers,
    ...applicationFilesHandlers,
  ],
  subscribers: [erasePictures, tellOfMessage],
  timers: [expireProposal, sendNextPart],
  outside: [pressCalls, messageCalls],
  entrances: [groupRobotsEntrance],
  migrations: new URL('./migrations/', import.meta.url),
});
