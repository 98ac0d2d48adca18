import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';
import { caseState } from './case-file.ts';

/** A rulebook was installed, adopted, acknowledged or one of its articles changed. Everybody it acts on may read it. */
export const rulebookChanged = event({
  name: 'policy.rulebookChanged',
  summary: { zh: '制度有变化', en: 'A rulebook changed' },
  facts: z.object({ rulebookId: id(), employerId: id() }),
  topics: (facts) => [`employer:${facts.employerId}`, 'company'],
});

/** A rule found something; its owner and those who manage the rulebook learn of it, and nobody else by this event. */
export const findingMade = event({
  name: 'policy.findingMade',
  summary: { zh: '规则有新发现', en: 'A rule found something' },
  facts: z.object({
    findingId: id(),
    rulebookId: id(),
    articleId: id(),
    ownerId: id(),
    outcome: z.enum(['observed', 'reminded', 'case', 'defence', 'braked']),
    concerned: z.array(id()),
  }),
  topics: (facts) => [...new Set([facts.ownerId, ...facts.concerned])].map((one) => `person:${one}` as const),
  shape: z.object({ rulebookId: id() }),
  project: (facts) => ({ rulebookId: facts.rulebookId }),
});

/** Anything that changed a case. Those concerned: everybody who may see it. They read it again. */
export const caseChanged = event({
  name: 'policy.caseChanged',
  summary: { zh: '个案有变化', en: 'A case changed' },
  facts: z.object({ caseId: id(), liableId: id(), articleId: id(), state: caseState, concerned: z.array(id()) }),
  topics: (facts) => facts.concerned.map((one) => `person:${one}` as const),
  shape: z.object({ caseId: id() }),
  project: (facts) => ({ caseId: facts.caseId }),
});

/** Points or amounts were entered or corrected. Those concerned: who may see others’ statements, or sums by department. */
export const ledgerChanged = event({
  name: 'policy.ledgerChanged',
  summary: { zh: '积分台账有新条目', en: 'The ledger of points got an entry' },
  facts: z.object({
    entryId: id(),
    personId: id(),
    employerId: id(),
    month: z.string(),
    concerned: z.array(id()),
  }),
  topics: (facts) => [...new Set([facts.personId, ...facts.concerned])].map((one) => `person:${one}` as const),
  shape: z.object({ month: z.string() }),
  project: (facts) => ({ month: facts.month }),
});

export const amountsSwitched = event({
  name: 'policy.amountsSwitched',
  summary: { zh: '金额开关已改变', en: 'Amounts were switched on or off' },
  facts: z.object({
    employerId: id(),
    money: z.enum(['assessmentDeduction', 'fine', 'compensation']),
    on: z.boolean(),
  }),
  topics: (facts) => [`employer:${facts.employerId}`, 'company'],
});

/** Findings of leavers, with their cases and entries, were erased at the end of their retention. What they were isn't told. */
export const findingsErased = event({
  name: 'policy.findingsErased',
  summary: { zh: '离职人员到期的制度记录已删除', en: 'Findings of leavers were erased when their time was over' },
  facts: z.object({ employerId: id() }),
  topics: (facts) => [`employer:${facts.employerId}`, 'company'],
  readAgain: true,
});
