import type { FoundPerson, Slot } from '../contract/instance.ts';

/** A slot that hasn't been asked yet. `number` counts the slots of a visit from 1. */
export function newSlot(
  visit: number,
  number: number,
  person: FoundPerson & { readonly state: Slot['state']; readonly weight?: number },
  origin: Slot['origin'] = 'rule',
  added?: Slot['added'],
): Slot {
  return {
    id: `${visit}.${number}`,
    person: person.id,
    deputies: person.deputies,
    origin,
    state: person.state,
    episode: 0,
    timed: 0,
    overdue: false,
    chain: [],
    ...(added && { added }),
    ...(person.weight !== undefined && { weight: person.weight }),
  };
}
