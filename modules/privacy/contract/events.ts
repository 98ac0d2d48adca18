import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';

/** Somebody complained. Told to those people only: who complained, and who may decide. */
export const complaintMade = event({
  name: 'privacy.complaintMade',
  summary: { zh: '有人提出个人信息投诉', en: 'Somebody complained about how personal data is handled' },
  facts: z.object({ complaintId: id(), toldIds: z.array(id()) }),
  topics: ({ toldIds }) => toldIds.map((personId) => `person:${personId}` as const),
  readAgain: true,
});

/** Answered, objected to, or closed. Only when it is closed the accused are among those who are told. */
export const complaintTurned = event({
  name: 'privacy.complaintTurned',
  summary: { zh: '个人信息投诉有了进展', en: 'A complaint about personal data went a step further' },
  facts: z.object({
    complaintId: id(),
    state: z.enum(['answered', 'objected', 'closed']),
    toldIds: z.array(id()),
  }),
  topics: ({ toldIds }) => toldIds.map((personId) => `person:${personId}` as const),
  readAgain: true,
});

/** A person's data is held, or no longer. Told to those who supervise retention. */
export const dataHeld = event({
  name: 'privacy.dataHeld',
  summary: { zh: '冻结某人的信息，或解除冻结', en: 'A person’s data is held, or no longer' },
  facts: z.object({ holdId: id(), personId: id(), held: z.boolean() }),
  topics: () => ['retention:company'],
  readAgain: true,
});

/** Personal data was erased at the end of its retention: of which kind and how much, never what or whose. */
export const dataErased = event({
  name: 'privacy.dataErased',
  summary: { zh: '到期的个人信息已删除', en: 'Personal data was erased at the end of its retention' },
  facts: z.object({
    kind: z.string(),
    employerId: id().nullable(),
    count: z.int(),
    destruction: z.string().nullable(),
  }),
  topics: () => ['retention:company'],
  readAgain: true,
});

/** A leaver's link was made, opened or made void. Told to those who give them. */
export const leaverLinkChanged = event({
  name: 'privacy.leaverLinkChanged',
  summary: { zh: '离职人员的链接有变化', en: 'A leaver’s link was made, opened or made void' },
  facts: z.object({ linkId: id(), personId: id() }),
  topics: () => ['leaverLinks:company'],
  readAgain: true,
});
