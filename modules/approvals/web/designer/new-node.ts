import type { Definition, FlowNode } from '../../contract/definition.ts';
import { newId } from './flow-edit.ts';
import { idsOf, type Lane, type Name } from './flow-tree.ts';

/** A condition that nobody has written yet: never true, and the checks say so. */
export const UNSET = 'false';

/** The kind of a sub-process that nobody has chosen yet: there is none of this name, and the checks say so. */
export const UNSET_PROCESS = '?';

/** What a new node needs from its surroundings. */
export interface Surroundings {
  readonly flow: Definition;
  readonly names: {
    readonly kind: (kind: FlowNode['kind']) => Name;
    readonly branch: (number: number) => Name;
    readonly otherwise: Name;
  };
  /** What a call begins with; nothing to choose from: it can't be put in. */
  readonly call: Extract<FlowNode, { kind: 'call' }>['what'] | undefined;
}

/** A branch without steps; `when`: its condition is still to be written. */
export const newBranch = (id: string, name: Name, when: boolean): Lane => ({
  id,
  name,
  ...(when && { when: UNSET }),
  nodes: [],
});

/** A new node with what is usually wanted; nothing where there is nothing that it could be about. */
export function newNode(kind: FlowNode['kind'], around: Surroundings): FlowNode | undefined {
  const taken = idsOf(around.flow);
  const id = () => {
    const next = newId(taken);
    taken.add(next);
    return next;
  };
  const base = { id: id(), name: around.names.kind(kind) };
  const asked = {
    ...base,
    approvers: [{ kind: 'departmentHead' as const }],
    empty: { kind: 'processAdministrator' as const },
    strength: 'signedIn' as const,
    allow: { transfer: true, addApprover: true, delegate: true },
    returns: { applicant: true, nodes: 'anyPassed' as const },
    fields: {},
    names: { executor: 'optional' as const, manner: 'optional' as const, deadline: 'optional' as const },
    batch: true,
    opinion: 'optional' as const,
  };
  const branch = (number: number, when: boolean) => newBranch(id(), around.names.branch(number), when);
  const otherwise = () => newBranch(id(), around.names.otherwise, false);
  switch (kind) {
    case 'approve':
      return { ...asked, kind, self: 'supervisor', mode: { kind: 'all' }, onReject: { kind: 'end' } };
    case 'handle':
      return { ...asked, kind, self: 'acts', mode: { kind: 'all' } };
    case 'copy':
      return { ...base, kind, to: [{ kind: 'departmentHead' }] };
    case 'condition':
      return { ...base, kind, branches: [branch(1, true)], otherwise: otherwise() } as FlowNode;
    case 'inclusive':
      return { ...base, kind, branches: [branch(1, true), branch(2, true)], otherwise: otherwise() } as FlowNode;
    case 'parallel':
      return { ...base, kind, branches: [branch(1, false), branch(2, false)], join: { kind: 'all' } } as FlowNode;
    case 'delay':
      return { ...base, kind, for: { workdays: 1 } };
    case 'goto':
      return { ...base, kind, to: around.flow.nodes[0]?.id ?? around.flow.start.id };
    case 'subProcess':
      return {
        ...base,
        kind,
        process: UNSET_PROCESS,
        per: { kind: 'one' },
        form: {},
        applicant: { kind: 'applicant' },
        wait: true,
        onRejected: 'reject',
      };
    case 'call':
      return around.call === undefined
        ? undefined
        : {
            ...base,
            kind,
            what: around.call,
            input: {},
            wait: true,
            onFailure: 'suspend',
            deadlineMinutes: 1_440,
          };
  }
}
