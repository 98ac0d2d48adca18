import { onPush } from '#kernel/contract/cache.ts';
import { groupRenamed, memberLeft, membersAdded } from '#modules/messaging/contract/events.ts';
import { adoptionChanged, groupChanged, kindChanged, messageReported } from '../contract/events.ts';
import { listOpenGroups, readInChat } from '../contract/join-operations.ts';
import { countGroups, listAdoptions, listGroups, listKinds, listMyGroups, readGroup } from '../contract/operations.ts';
import { listReports, readReport } from '../contract/report-operations.ts';

type Cache = Parameters<Parameters<typeof onPush>[1]>[1];

const groupsAgain = (cache: Cache) => {
  for (const query of [readGroup, listMyGroups, listGroups, countGroups, listKinds, listOpenGroups, readInChat])
    cache.readAgain(query);
};
/** Who came and went in the chat is seen on the group's page too. */
const pageAgain = ({ conversationId }: { conversationId: string }, cache: Cache) => {
  cache.readAgain(readGroup, (input) => input.conversationId === conversationId);
  cache.readAgain(readInChat, (input) => input.conversationId === conversationId);
  cache.readAgain(listMyGroups);
  cache.readAgain(listOpenGroups);
};

export const groupsCache = [
  onPush(groupChanged, (_, cache) => groupsAgain(cache)),
  onPush(adoptionChanged, (_, cache) => {
    cache.readAgain(listAdoptions);
    cache.readAgain(listMyGroups);
  }),
  onPush(kindChanged, (_, cache) => groupsAgain(cache)),
  onPush(messageReported, ({ reportId }, cache) => {
    cache.readAgain(listReports);
    cache.readAgain(readReport, (input) => input.reportId === reportId);
  }),
  onPush(groupRenamed, pageAgain),
  onPush(membersAdded, pageAgain),
  onPush(memberLeft, pageAgain),
];
