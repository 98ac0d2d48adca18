import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { retention } from '#kernel/contract/retention.ts';
import { seenThings } from '#modules/directory/contract/why-seen.ts';
import { recordAbsence, tellAbsences } from './absences.ts';
import * as cases from './cases.ts';
import * as events from './events.ts';
import * as failures from './failures.ts';
import { readLedger, readStatement, summarizeLedger } from './ledger.ts';
import * as permissions from './permissions.ts';
import { eraseFindings, holdForCases, policyRetention, reviewFindings } from './retention.ts';
import * as rulebooks from './rulebooks.ts';
import * as settings from './settings.ts';
import { whyCaseSeen } from './why-case-seen.ts';

/** All that can be said of policy 制度. */
export const policyContract = moduleContract({
  name: 'policy',
  title: { zh: '制度', en: 'Policy' },
  operations: [
    ...Object.values(rulebooks),
    ...Object.values(cases),
    readLedger,
    readStatement,
    summarizeLedger,
    recordAbsence,
    reviewFindings,
    eraseFindings,
    holdForCases,
    whyCaseSeen,
  ],
  events: Object.values(events),
  permissions: [...Object.values(permissions), tellAbsences],
  failures: Object.values(failures),
  settings: Object.values(settings),
  extensions: [extend(retention, policyRetention), extend(seenThings, { read: whyCaseSeen })],
});
