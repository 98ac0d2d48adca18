import type { CommandOf } from '../../contract/command.ts';
import type { AskedNode, ChoiceRange, FlowNode } from '../../contract/definition.ts';
import { currentStart } from '../cursor-tree.ts';
import { begin } from '../drive.ts';
import { chosenFor } from '../find-approvers.ts';
import { asksPeople } from '../route.ts';
import { askPeople, emit, go, isStopped, type Run, refuse } from '../run.ts';

/** Where the applicant chooses, he has chosen, from those he may choose: at every node that the request is sure to reach. */
export function mustHaveChosen(run: Run): undefined {
  for (const node of surelyAsked(run.definition.nodes)) {
    for (const rule of node.approvers) {
      if (rule.kind !== 'applicantChosen') continue;
      const { atLeast, atMost, from } = rule;
      const people = chosenFor(run.state.chosen, node.id);
      if (people.length < atLeast || people.length > atMost) {
        refuse(run, 'chooseApprovers', { nodeId: node.id, atLeast, atMost });
      } else if (from) mustBeInRange(run, node, people, from);
    }
  }
}

function mustBeInRange(run: Run, node: AskedNode, people: readonly string[], from: ChoiceRange): undefined {
  const able = askPeople(run, 'chosen', node.id, { kind: 'chosen', people: [...people], from });
  const missing = able && people.find((id) => !able.some((one) => one.id === id));
  if (missing !== undefined) refuse(run, 'notInRange', { nodeId: node.id, person: missing });
}

/** Nodes that a request comes to whatever its form says. */
function surelyAsked(nodes: readonly FlowNode[]): AskedNode[] {
  return nodes.flatMap((node) => {
    if (asksPeople(node)) return [node];
    return node.kind === 'parallel' ? node.branches.flatMap((branch) => surelyAsked(branch.nodes)) : [];
  });
}

export function resubmit(run: Run, command: CommandOf<'resubmit'>, by: string): undefined {
  const { form, effectiveOn, chosen } = command;
  const visit = currentStart(run.state);
  if (!visit) return refuse(run, 'notReturned', {});
  emit(run, {
    type: 'resubmitted',
    by,
    visit: visit.number,
    form,
    effectiveOn,
    chosen: { ...run.state.chosen, ...chosen },
  });
  mustHaveChosen(run);
  if (isStopped(run)) return;
  const { straight } = visit;
  if (!straight) return begin(run);
  go(run, { to: straight.at.nodeId, in: straight.in, via: 'straight', at: straight.at });
}
