import type { PersonActor } from '#kernel/contract/actor.ts';
import { freshMinutes } from './settings.ts';

/** What a handler's context says of who asks. */
export interface Confirmed {
  person(): Pick<PersonActor, 'freshAt'>;
  readonly now: Temporal.Instant;
  setting(minutes: typeof freshMinutes): Promise<number>;
}

/** Whether the person who asks has proved who he is lately enough by the company's setting; 401 for anybody but a person. */
export async function isFresh(context: Confirmed): Promise<boolean> {
  const since = context.now.since(Temporal.Instant.from(context.person().freshAt));
  return since.total('minutes') <= (await context.setting(freshMinutes));
}
