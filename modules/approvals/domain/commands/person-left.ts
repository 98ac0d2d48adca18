import type { CommandOf } from '../../contract/command.ts';
import type { Visit } from '../../contract/instance.ts';
import { askedNodeOf } from '../asked-node.ts';
import { isPending, openVisits } from '../cursor-tree.ts';
import { withoutApplicant } from '../find-approvers.ts';
import { isAskedStill } from '../own-task.ts';
import { askPeople, emit, type Run, refuse } from '../run.ts';

/** 离职: the tasks of a leaver go to the named successor, else the supervisor, else a process administrator. */
export function personLeft(run: Run, { person }: CommandOf<'personLeft'>): undefined {
  for (const visit of openVisits(run.state)) handOn(run, visit, person);
}

function handOn(run: Run, visit: Visit, person: string): undefined {
  const node = askedNodeOf(run.definition, visit);
  const slots = visit.slots.filter((slot) => isPending(slot) && slot.person === person);
  if (!node || slots.length === 0) return;
  const rules = [
    { kind: 'successorOf' as const, person },
    { kind: 'supervisorOf' as const, person, level: 1 },
    { kind: 'processAdministrator' as const },
  ];
  const answers = rules.map((rule) => ({ rule, people: askPeople(run, `left.${rule.kind}`, node.id, rule) }));
  if (answers.some(({ people }) => !people)) return;
  const able = answers
    .flatMap((answer) => answer.people ?? [])
    .filter((one) => one.id !== person && (node.self === 'acts' || one.id !== run.state.applicant));
  // Rather somebody who isn't asked here yet; but better twice than nobody.
  const to = able.find((one) => !visit.slots.some((slot) => slot.person === one.id && isAskedStill(slot))) ?? able[0];
  if (!to) return refuse(run, 'noSuccessor', { person });
  const { deputies } = withoutApplicant(run.state, node, to);
  const found = answers.map(({ rule, people }) => ({ rule, people: (people ?? []).map((one) => one.id) }));
  for (const slot of slots) {
    emit(run, { type: 'reassigned', why: 'left', slotId: slot.id, from: person, to: to.id, deputies, found });
  }
}
