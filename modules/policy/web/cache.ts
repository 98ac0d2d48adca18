import { onPush } from '#kernel/contract/cache.ts';
import { listCasesToDecide, listMyCases, readCase } from '../contract/cases.ts';
import {
  amountsSwitched,
  caseChanged,
  findingMade,
  findingsErased,
  ledgerChanged,
  rulebookChanged,
} from '../contract/events.ts';
import { readLedger, readStatement, summarizeLedger } from '../contract/ledger.ts';
import { listObserved, listRulebooks, readRulebook } from '../contract/rulebooks.ts';

/** What is in a case and a rulebook isn't for everybody alike, so events name it and its readers read again. */
export const policyCache = [
  onPush(rulebookChanged, (facts, cache) => {
    cache.readAgain(listRulebooks);
    cache.readAgain(readRulebook, ({ rulebookId }) => rulebookId === facts.rulebookId);
  }),
  onPush(amountsSwitched, (_facts, cache) => cache.readAgain(readRulebook)),
  onPush(findingMade, (facts, cache) => {
    cache.readAgain(listObserved, ({ rulebookId }) => rulebookId === facts.rulebookId);
    cache.readAgain(readRulebook, ({ rulebookId }) => rulebookId === facts.rulebookId);
  }),
  onPush(caseChanged, (facts, cache) => {
    cache.readAgain(listMyCases);
    cache.readAgain(listCasesToDecide);
    cache.readAgain(readCase, ({ caseId }) => caseId === facts.caseId);
    cache.readAgain(readStatement);
  }),
  onPush(ledgerChanged, (facts, cache) => {
    cache.readAgain(readLedger);
    cache.readAgain(readStatement, ({ month }) => month === facts.month);
    cache.readAgain(summarizeLedger, ({ month }) => month === undefined || month === facts.month);
  }),
  onPush(findingsErased, (_facts, cache) => {
    cache.readAgain(listObserved);
    cache.readAgain(readRulebook);
    cache.readAgain(readCase);
    cache.readAgain(readStatement);
    cache.readAgain(summarizeLedger);
  }),
];
