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
