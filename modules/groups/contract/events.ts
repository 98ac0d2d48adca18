import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { kindCode } from './group-kind.ts';
import { breach, change, handOverCause, happening } from './shapes.ts';
import { registerTopic, reportsTopic } from './topics.ts';

const registers = ({ employerId }: { employerId: string }) =>
  [registerTopic(employerId), registerTopic('everywhere')] as const;

/** Viewers read again: members, leaders and the register see different parts. */
export const groupChanged = event({
  name: 'groups.groupChanged',
  summary: { zh: '群有变化', en: 'A governed group changed' },
  facts: z.object({
    conversationId: id(),
    employerId: id(),
    what: happening,
    /** Whom it concerns beside the members: a successor who isn't in yet, a leader who has left. */
    concerned: z.array(id()),
  }),
  topics: (facts) => [
    `conversation:${facts.conversationId}` as const,
    ...registers(facts),
    ...facts.concerned.map((personId) => `person:${personId}` as const),
  ],
  readAgain: true,
});

export const kindChanged = event({
  name: 'groups.kindChanged',
  summary: { zh: '群类型变更', en: 'A kind of group changed' },
  facts: z.object({ kind: kindCode() }),
  topics: () => ['company'],
});

/**
 * A breach that the system could neither prevent nor mend, with what it rests on: once per fact. `subjectId`: about whom
 * (a member who isn't in). `because`: of a hand-over. `toldAt`: when the notice had reached who is liable.
 */
export const breachFound = event({
  name: 'groups.breachFound',
  summary: { zh: '发现违反群管理规则的事实', en: 'A breach of the rules for groups was found' },
  facts: z.object({
    breachId: id(),
    conversationId: id(),
    employerId: id(),
    groupName: z.string(),
    breach,
    because: handOverCause.nullable(),
    /** Of a difference: what should have happened to the subject. */
    change: change.nullable(),
    liableId: id(),
    subjectId: id().nullable(),
    toldAt: instant(),
    dueAt: instant(),
    foundAt: instant(),
  }),
  topics: (facts) => [...registers(facts), `person:${facts.liableId}`],
  readAgain: true,
});

export const messageReported = event({
  name: 'groups.messageReported',
  summary: { zh: '举报了一条群消息，或举报已处理', en: 'A message was reported, or a report handled' },
  facts: z.object({ reportId: id(), state: z.enum(['open', 'closed']) }),
  topics: () => [reportsTopic],
});

export const adoptionChanged = event({
  name: 'groups.adoptionChanged',
  summary: { zh: '已有群的接管有变化', en: 'The adoption of existing groups changed' },
  facts: z.object({ employerId: id(), concerned: z.array(id()) }),
  topics: (facts) => [...registers(facts), ...facts.concerned.map((personId) => `person:${personId}` as const)],
  readAgain: true,
});
