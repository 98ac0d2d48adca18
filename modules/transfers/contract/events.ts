import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';
import { registerTopic } from './register-topic.ts';

/** Facts say who and which, never what it is. */
const facts = z.object({ transferId: id(), senderId: id(), receiverId: id(), employerId: id() });
const topics = ({ senderId, receiverId, employerId }: z.infer<typeof facts>) => [
  `person:${senderId}` as const,
  `person:${receiverId}` as const,
  registerTopic(employerId),
  registerTopic('everywhere'),
];

export const transferApproved = event({
  name: 'transfers.transferApproved',
  summary: { zh: '涉密资料传递已登记', en: 'A transfer of classified material entered the register' },
  facts,
  topics,
});

/** It began, its last day is over, or it was ended early: from now on the receiver may, or may no longer, read it. */
export const transferTurned = event({
  name: 'transfers.transferTurned',
  summary: { zh: '涉密资料传递开始或结束', en: 'A transfer of classified material began or ended' },
  facts,
  topics,
});
