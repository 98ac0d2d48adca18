import type { CommandOf } from '../../contract/command.ts';
import { askedNodeOf } from '../asked-node.ts';
import { isPending, openVisits } from '../cursor-tree.ts';
import { withoutApplicant } from '../find-approvers.ts';
import { askPeople, emit, type Run } from '../run.ts';

/** 代理: a rule that begins or ends also reaches the tasks that wait for this person, now or later. */
export function deputiesChanged(run: Run, { person }: CommandOf<'deputiesChanged'>): undefined {
  for (const visit of openVisits(run.state)) {
    const node = askedNodeOf(run.definition, visit);
    const slots = visit.slots.filter((slot) => isPending(slot) && slot.person === person);
    if (!node || slots.length === 0) continue;
    const found = askPeople(run, `deputies.${person}`, node.id, { kind: 'named', people: [person] });
    const him = found?.[0];
    if (!him) continue;
    const { deputies } = withoutApplicant(run.state, node, him);
    for (const slot of slots) {
      const isSame = deputies.length === slot.deputies.length && deputies.every((id) => slot.deputies.includes(id));
      if (!isSame) emit(run, { type: 'deputiesSet', slotId: slot.id, person, deputies });
    }
  }
}
