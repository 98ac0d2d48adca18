import { serverModule } from '#kernel/server/define-module.ts';
import { contentContract } from '../contract/content-contract.ts';
import { judgeFindings } from '../contract/permissions.ts';
import { findingsTopic } from '../contract/topics.ts';
import { answerChange } from './commands/answer-change.ts';
import { confirmSending } from './commands/confirm-sending.ts';
import { contestFinding } from './commands/contest-finding.ts';
import { judgeFinding } from './commands/judge-finding.ts';
import { readWords } from './commands/read-words.ts';
import { saveRule } from './commands/save-rule.ts';
import { expireChange } from './expire-change.ts';
import { botsGuards } from './guards/bots-guards.ts';
import { messagingGuards } from './guards/messaging-guards.ts';
import { writingGuards } from './guards/writing-guards.ts';
import { eraseOld, tellBlocked } from './look-after-findings.ts';
import { messagingSubscribers } from './on/messaging-subscribers.ts';
import { exportWords } from './queries/export-words.ts';
import { listFindings } from './queries/list-findings.ts';
import { listMyFindings } from './queries/list-my-findings.ts';
import { listRules } from './queries/list-rules.ts';
import { readDisclosure } from './queries/read-disclosure.ts';
import { readFinding } from './queries/read-finding.ts';
import { readRule } from './queries/read-rule.ts';
import { readWatermark } from './queries/read-watermark.ts';
import { tryText } from './queries/try-text.ts';

/** The server face of content rules. */
export const contentServer = serverModule({
  contract: contentContract,
  handlers: [
    listRules,
    readRule,
    saveRule,
    answerChange,
    readWords,
    exportWords,
    tryText,
    readDisclosure,
    confirmSending,
    listFindings,
    readFinding,
    judgeFinding,
    listMyFindings,
    contestFinding,
    readWatermark,
  ],
  guards: [...messagingGuards, ...botsGuards, ...writingGuards],
  subscribers: messagingSubscribers,
  timers: [expireChange],
  recurring: [tellBlocked, eraseOld],
  topicsOf: async (_db, _personId, reaches) => {
    const judges = reaches.get(judgeFindings.name);
    return judges?.company ? [findingsTopic('everywhere')] : (judges?.employerIds ?? []).map(findingsTopic);
  },
  migrations: new URL('./migrations/', import.meta.url),
});
