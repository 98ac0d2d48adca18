import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { day, id, instant, line, page, pageInput, prose, words } from '#kernel/contract/shapes.ts';
import { namedPerson } from './case-file.ts';
import { defence } from './fact.ts';
import {
  alreadyInstalled,
  articleNotReady,
  capMissing,
  changeIsOpen,
  oldRevision,
  ownProposal,
  settingsInForce,
  stateOutOfOrder,
  stepOutOfOrder,
  timeInFuture,
} from './failures.ts';
import { manageRulebooks } from './permissions.ts';
import {
  adoptionKind,
  adoptionStep,
  articleSettings,
  articleState,
  lack,
  moneyKind,
  quotation,
  rule,
  rulebookHead,
} from './rulebook.ts';

export const listRulebooks = query({
  name: 'policy.listRulebooks',
  summary: { zh: '本单位的制度，以及可引入的制度', en: 'Rulebooks of one’s employer, and those that can be installed' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        id: id(),
        title: words,
        employer: namedPerson,
        adopted: z.boolean(),
        inForce: z.int(),
        articles: z.int(),
        acknowledged: z.boolean(),
        /** The viewer works for this employer, so it is theirs to acknowledge. */
        mine: z.boolean(),
      }),
    ),
    catalogue: z.array(z.object({ pack: z.string(), title: words, source: words, employers: z.array(namedPerson) })),
  }),
});

const articleRow = z.object({
  id: id(),
  number: words,
  text: words,
  quotation: quotation.nullable(),
  rule: rule.nullable(),
  state: articleState,
  stateSince: instant(),
  settings: articleSettings,
  lacks: z.array(lack),
  braked: z.object({ at: instant(), found: z.int() }).nullable(),
  revision: z.int(),
  pending: z
    .object({
      id: id(),
      to: articleState,
      reason: z.string(),
      by: namedPerson,
      at: instant(),
      may: z.array(z.literal('answer')),
    })
    .nullable(),
  history: z.array(
    z.object({
      from: articleState,
      to: articleState,
      at: instant(),
      proposedBy: namedPerson,
      answeredBy: namedPerson.nullable(),
    }),
  ),
  may: z.array(z.enum(['changeState', 'fillSettings', 'releaseBrake'])),
});

export const readRulebook = query({
  name: 'policy.readRulebook',
  summary: { zh: '查看一份制度', en: 'Read a rulebook' },
  access: 'signedIn',
  input: z.object({ rulebookId: id() }),
  output: z.object({
    id: id(),
    employer: namedPerson,
    owner: namedPerson,
    head: rulebookHead,
    revision: z.int(),
    adoption: z.array(adoptionStep),
    adopted: z.boolean(),
    acknowledgedAt: instant().nullable(),
    /** How many of the employer’s people have acknowledged; for those who manage only. */
    acknowledgements: z.object({ done: z.int(), of: z.int() }).nullable(),
    articles: z.array(articleRow),
    amounts: z.array(
      z.object({
        money: moneyKind,
        on: z.boolean(),
        by: namedPerson.nullable(),
        at: instant().nullable(),
        basis: z.string().nullable(),
      }),
    ),
    may: z.array(z.enum(['acknowledge', 'recordAdoption', 'switchAmounts', 'listObserved'])),
  }),
});

export const installRulebook = command({
  name: 'policy.installRulebook',
  summary: {
    zh: '为用人单位引入一份制度，全部条款先试运行',
    en: 'Install a rulebook for an employer, every article in “observe”',
  },
  access: manageRulebooks,
  /** `ownerId`: who holds the right of interpretation and is told what is found. */
  input: z.object({ pack: z.string().max(60), employerId: id(), ownerId: id() }),
  output: z.object({ rulebookId: id() }),
  failures: [alreadyInstalled],
});

export const recordAdoptionStep = command({
  name: 'policy.recordAdoptionStep',
  summary: {
    zh: '记录民主程序的一步：征求意见、决定、公示',
    en: 'Record a step of adoption: consultation, decision, public posting',
  },
  access: manageRulebooks,
  input: z.object({
    rulebookId: id(),
    kind: adoptionKind,
    day: day(),
    document: line(200),
    details: prose(2000).default(''),
  }),
  output: z.object({}),
  failures: [stepOutOfOrder],
});

export const acknowledgeRulebook = command({
  name: 'policy.acknowledgeRulebook',
  summary: { zh: '签收制度', en: 'Acknowledge a rulebook' },
  access: 'signedIn',
  /** `revisionNumber`: the one that was read. */
  input: z.object({ rulebookId: id(), revisionNumber: z.int() }),
  output: z.object({}),
  failures: [oldRevision],
});

export const fillArticleSettings = command({
  name: 'policy.fillArticleSettings',
  summary: { zh: '填写条款的计算周期和上限', en: 'Fill in an article’s period and caps' },
  access: manageRulebooks,
  input: z.object({ articleId: id(), revision: z.int(), settings: articleSettings }),
  output: z.object({ revision: z.int() }),
  failures: [settingsInForce, capMissing],
});

export const changeArticleState = command({
  name: 'policy.changeArticleState',
  summary: {
    zh: '提出条款状态变更；降级立即生效，升级须另一人批准',
    en: 'Change an article’s state: down at once, up when somebody else approves',
  },
  access: manageRulebooks,
  input: z.object({ articleId: id(), to: articleState, reason: line(300) }),
  output: z.object({ done: z.boolean() }),
  failures: [stateOutOfOrder, articleNotReady, changeIsOpen],
});

export const answerStateChange = command({
  name: 'policy.answerStateChange',
  summary: { zh: '批准或不批准条款状态变更', en: 'Approve or refuse a change of an article’s state' },
  access: manageRulebooks,
  input: z.object({ changeId: id(), approve: z.boolean() }),
  output: z.object({}),
  failures: [ownProposal, articleNotReady],
});

export const releaseBrake = command({
  name: 'policy.releaseBrake',
  summary: { zh: '查明原因后，放开被刹车的规则', en: 'Let a stopped rule run again, with the reason found' },
  access: manageRulebooks,
  input: z.object({ articleId: id(), reason: line(300) }),
  output: z.object({}),
});

export const switchAmounts = command({
  name: 'policy.switchAmounts',
  summary: { zh: '打开或关闭某用人单位的某类金额', en: 'Switch a kind of money on or off for an employer' },
  access: manageRulebooks,
  /** `basis`: contract, rulebook and local rule that allow it, as counsel named them. `understood`: the warning was shown. */
  input: z.object({
    employerId: id(),
    money: moneyKind,
    on: z.boolean(),
    basis: line(300),
    understood: z.literal(true),
  }),
  output: z.object({}),
  failures: [capMissing],
});

export const recordOutage = command({
  name: 'policy.recordOutage',
  summary: {
    zh: '记录停电、断网等公司方面的中断',
    en: 'Record an outage on the company’s side, such as power or network',
  },
  access: manageRulebooks,
  input: z.object({ employerId: id(), from: instant(), to: instant(), reason: line(300) }),
  output: z.object({}),
  failures: [timeInFuture],
});

/** What the rules of a rulebook found, without names: for its owner, and for whoever manages it. */
export const listObserved = query({
  name: 'policy.listObserved',
  summary: { zh: '试运行发现了什么，如果生效会怎样', en: 'What the rules found, and what it would have come to' },
  access: 'signedIn',
  input: z.object({ ...pageInput, rulebookId: id() }),
  output: page(
    z.object({
      id: id(),
      articleNumber: words,
      foundAt: instant(),
      happenedAt: instant(),
      outcome: z.enum(['observed', 'reminded', 'case', 'defence', 'braked']),
      defence: defence.nullable(),
      /** What it would have come to, by the article’s settings; null: nothing. */
      points: z.int().nullable(),
      quotedYuan: z.int().nullable(),
      occurrence: z.int().nullable(),
    }),
  ).extend({
    /** Over the last thirty days. */
    sum: z.object({ found: z.int(), defended: z.int(), people: z.int(), points: z.int() }),
  }),
});
