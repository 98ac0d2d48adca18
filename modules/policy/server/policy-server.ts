import { serverModule } from '#kernel/server/define-module.ts';
import { policyContract } from '../contract/policy-contract.ts';
import { beat } from './beat.ts';
import { acknowledgeRulebook } from './commands/acknowledge-rulebook.ts';
import { answerStateChange } from './commands/answer-state-change.ts';
import { appeal } from './commands/appeal.ts';
import { changeArticleState } from './commands/change-article-state.ts';
import { decideAppeal } from './commands/decide-appeal.ts';
import { decideCase } from './commands/decide-case.ts';
import { explain } from './commands/explain.ts';
import { fillArticleSettings } from './commands/fill-article-settings.ts';
import { installRulebook } from './commands/install-rulebook.ts';
import { recordAbsence } from './commands/record-absence.ts';
import { recordAdoptionStep } from './commands/record-adoption-step.ts';
import { recordOutage } from './commands/record-outage.ts';
import { recordService } from './commands/record-service.ts';
import { releaseBrake } from './commands/release-brake.ts';
import { switchAmounts } from './commands/switch-amounts.ts';
import { waiveCase } from './commands/waive-case.ts';
import { onBreachFound } from './on/on-breach-found.ts';
import { onFindingJudged } from './on/on-finding-judged.ts';
import { onLeaveDropped } from './on/on-leave-dropped.ts';
import { onLeaveTaken } from './on/on-leave-taken.ts';
import { onNoticeDelivered } from './on/on-notice-delivered.ts';
import { onTaskOverdue } from './on/on-task-overdue.ts';
import { listCasesToDecide } from './queries/list-cases-to-decide.ts';
import { listMyCases } from './queries/list-my-cases.ts';
import { listObserved } from './queries/list-observed.ts';
import { listRulebooks } from './queries/list-rulebooks.ts';
import { readCase } from './queries/read-case.ts';
import { readLedger } from './queries/read-ledger.ts';
import { readRulebook } from './queries/read-rulebook.ts';
import { readStatement } from './queries/read-statement.ts';
import { summarizeLedger } from './queries/summarize-ledger.ts';
import { eraseFindings } from './retention/erase-findings.ts';
import { holdForCases } from './retention/hold-for-cases.ts';
import { reviewFindings } from './retention/review-findings.ts';
import { onCaseDue } from './timers/on-case-due.ts';
import { whyCaseSeen } from './why-seen/why-case-seen.ts';

/** Rulebooks that execute: facts against articles, cases, decisions, the ledger. */
export const policyServer = serverModule({
  contract: policyContract,
  handlers: [
    installRulebook,
    recordAdoptionStep,
    acknowledgeRulebook,
    fillArticleSettings,
    changeArticleState,
    answerStateChange,
    releaseBrake,
    switchAmounts,
    recordOutage,
    recordAbsence,
    explain,
    decideCase,
    appeal,
    decideAppeal,
    waiveCase,
    recordService,
    listRulebooks,
    readRulebook,
    listObserved,
    listMyCases,
    listCasesToDecide,
    readCase,
    readLedger,
    readStatement,
    summarizeLedger,
    reviewFindings,
    eraseFindings,
    holdForCases,
    whyCaseSeen,
  ],
  subscribers: [onTaskOverdue, onBreachFound, onFindingJudged, onNoticeDelivered, onLeaveTaken, onLeaveDropped],
  timers: [onCaseDue],
  recurring: [beat],
  migrations: new URL('./migrations/', import.meta.url),
});
