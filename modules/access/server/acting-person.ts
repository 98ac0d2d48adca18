import type { Actor } from '#kernel/contract/actor.ts';

/** The person who acts; null where the system does. */
export function actingPerson(context: { readonly actor: Actor }): string | null {
  return context.actor.kind === 'person' ? context.actor.personId : null;
}
