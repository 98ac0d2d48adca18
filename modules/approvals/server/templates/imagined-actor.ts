import type { PersonActor } from '#kernel/contract/actor.ts';

/** Somebody who submits in the imagination of a try-out or a replay only. */
export const imaginedActor = (personId: string): PersonActor => ({
  kind: 'person',
  personId,
  employerId: '',
  sessionId: '',
  strength: 'passkey',
  freshAt: '',
});
