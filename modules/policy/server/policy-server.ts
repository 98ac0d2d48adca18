import { serverModule } from '#kernel/server/define-module.ts';
import { policyContract } from '../contract/policy-contract.ts';
import { beat } from './beat.ts';
import { acknowledgeRulebookHandler } from './commands/acknowledge-rulebook.ts';
import { answerStateChangeHandler } from './commands/answer-state-change.ts';
import { appealHandler } from './commands/appeal.ts';
import { changeArticleStateHandler } from './commands/change-article-state.ts';
import { decideAppealHandler } from './commands/decide-appeal.ts';
import { decideCaseHandler } from './commands/decide-case.ts';
import { explainHandler } from './commands/explain.ts';
import { fillArticleSettingsHandler } from './commands/fill-article-settings.ts';
import { installRulebookHandler } from './commands/install-rulebook.ts';
import { recordAbsenceHandler } from './commands/record-absence.ts';
import { recordAdoptionStepHandler } from './commands/record-adoption-step.ts';
import { recordOutageHandler } from './commands/record-outage.ts';
import { recordServiceHandler } from './commands/record-service.ts';
import { releaseBrakeHandler } from './commands/release-brake.ts';
import { switchAmountsHandler } from './commands/switch-amounts.ts';
import { waiveCaseHandler } from './commands/waive-case.ts';
import { onNoticeDelivered } from './on/on-notice-delivered.ts';
import { onTaskOverdue } from './on/on-task-overdue.ts';
import { listCasesToDecideHandler } from './queries/list-cases-to-decide.ts';
import { listMyCasesHandler } from './queries/list-my-cases.ts';
import { listObservedHandler } from './queries/list-observed.ts';
import { listRulebooksHandler } from './queries/list-rulebooks.ts';
import { readCaseHandler } from './queries/read-case.ts';
import { readLedgerHandler } from './queries/read-ledger.ts';
import { readRulebookHandler } from './queries/read-rulebook.ts';
import { readStatementHandler } from './queries/read-statement.ts';
import { summarizeLedgerHandler } from './queries/summarize-ledger.ts';
import { onCaseDue } from './timers/on-case-due.ts';

/** Rulebooks that execute: facts against articles, cases, decisions, the ledger. */
export const policyServer = serverModule({
  contract: policyContract,
  handlers: [
    installRulebookHandler,
    recordAdoptionStepHandler,
    acknowledgeRulebookHandler,
    fillArticleSettingsHandler,
    changeArticleStateHandler,
    answerStateChangeHandler,
    releaseBrakeHandler,
    switchAmountsHandler,
    recordOutageHandler,
    recordAbsenceHandler,
    explainHandler,
    decideCaseHandler,
    appealHandler,
    decideAppealHandler,
    waiveCaseHandler,
    recordServiceHandler,
    listRulebooksHandler,
    readRulebookHandler,
    listObservedHandler,
    listMyCasesHandler,
    listCasesToDecideHandler,
    readCaseHandler,
    readLedgerHandler,
    readStatementHandler,
    summarizeLedgerHandler,
  ],
  subscribers: [onTaskOverdue, onNoticeDelivered],
  timers: [onCaseDue],
  recurring: [beat],
  migrations: new URL('./migrations/', import.meta.url),
});
