import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Definition, definition, type FlowNode } from '../../contract/definition.ts';
import {
  addBranch,
  insertNode,
  lostTargets,
  moveBranch,
  moveNode,
  newId,
  pasteNode,
  placeAcross,
  placeBeside,
  removeBranch,
  removeNode,
  targetsOf,
  withNewIds,
} from './flow-edit.ts';
import { findLane, findNode, idsOf, idsWithin, lanesOf, nodesOf, nodesWithin, type Place } from './flow-tree.ts';
import { END, neighbour, placeAfter } from './flow-walk.ts';
import { endStep, record, redo, resumeHistory, startHistory, undo } from './history.ts';

const name = { zh: '步骤', en: 'Step' };
const approve = (id: string, more: object = {}) => ({
  kind: 'approve',
  id,
  name,
  approvers: [{ kind: 'departmentHead' }],
  empty: { kind: 'processAdministrator' },
  self: 'acts',
  mode: { kind: 'any' },
  ...more,
});
const condition = (id: string, branches: [string, object[]][], otherwise: [string, object[]]) => ({
  kind: 'condition',
  id,
  name,
  branches: branches.map(([lane, nodes]) => ({ id: lane, name, when: 'days > 3', nodes })),
  otherwise: { id: otherwise[0], name, nodes: otherwise[1] },
});
const flowOf = (...nodes: object[]): Definition =>
  definition.parse({ start: { kind: 'start', id: 'start', name }, nodes });

const sample = flowOf(
  approve('a'),
  condition(
    'c',
    [
      ['c1', [approve('b'), approve('d')]],
      ['c2', [condition('e', [['e1', [approve('f')]]], ['e2', []])]],
    ],
    ['c3', []],
  ),
  approve('g', {
    returns: { nodes: ['b'] },
    onReject: { kind: 'return', to: { kind: 'node', nodeId: 'a' }, afterwards: 'again' },
  }),
);

const idList = (flow: Definition) => [
  flow.start.id,
  ...[...nodesWithin(flow.nodes)].flatMap(({ node }) => [node.id, ...lanesOf(node).map((lane) => lane.id)]),
];
const lanes = (flow: Definition) => [
  null,
  ...[...nodesWithin(flow.nodes)].flatMap(({ node }) => lanesOf(node).map((lane) => lane.id)),
];

describe('edits of a flow', () => {
  it('keep a flow whole, whatever is done in whatever order', () => {
    const step = fc.record({
      kind: fc.constantFrom(
        'insert',
        'split',
        'remove',
        'move',
        'copy',
        'cut',
        'addBranch',
        'removeBranch',
        'moveBranch',
      ),
      which: fc.nat(1000),
      where: fc.nat(1000),
      at: fc.nat(8),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let flow = sample;
        let history = startHistory(flow);
        for (const { kind, which, where, at } of steps) {
          const nodes = [...nodesWithin(flow.nodes)].map(({ node }) => node);
          const node = nodes[which % Math.max(1, nodes.length)];
          const all = lanes(flow);
          const lane = all[where % all.length] ?? null;
          const place: Place = { lane, at: Math.min(at, nodesOf(flow, lane).length) };
          const id = newId(idsOf(flow));
          const count = idList(flow).length;
          const before = flow;
          if (kind === 'insert') flow = insertNode(flow, place, approve(id) as unknown as FlowNode);
          else if (kind === 'split') {
            const split = condition('x', [['y', []]], ['z', []]) as unknown as FlowNode;
            flow = insertNode(flow, place, withNewIds(split, idsOf(flow)));
          } else if (!node) continue;
          else if (kind === 'remove') {
            flow = removeNode(flow, node.id);
            expect(idList(flow).length).toBe(count - idsWithin([node]).size);
          } else if (kind === 'move') {
            flow = moveNode(flow, node.id, place);
            expect(new Set(idList(flow))).toEqual(new Set(idList(before)));
          } else if (kind === 'copy') {
            const pasted = pasteNode(flow, place, node);
            flow = pasted.flow;
            expect(findNode(flow, pasted.id)?.place).toEqual(place);
          } else if (kind === 'cut') {
            const left = removeNode(flow, node.id);
            if (lane !== null && !findLane(left, lane)) continue;
            const to = { lane, at: Math.min(at, nodesOf(left, lane).length) };
            const pasted = pasteNode(left, to, node);
            expect(pasted.id).toBe(node.id);
            expect(lostTargets(before, pasted.flow)).toEqual([]);
            flow = pasted.flow;
          } else if (kind === 'addBranch') {
            flow = addBranch(flow, node.id, { id, name, when: 'days > 1', nodes: [] });
          } else if (kind === 'removeBranch' && lane !== null) flow = removeBranch(flow, lane);
          else if (kind === 'moveBranch' && lane !== null) flow = moveBranch(flow, lane, at % 2 ? 1 : -1);
          const ids = idList(flow);
          expect(new Set(ids).size).toBe(ids.length);
          history = record(history, flow);
        }
        let back = history;
        for (const _ of history.past) back = undo(back);
        expect(back.present).toBe(sample);
        for (const _ of history.past) back = redo(back);
        expect(back.present).toBe(flow);
      }),
    );
  });

  it('leave alone what they do not touch', () => {
    const next = insertNode(sample, { lane: 'c1', at: 1 }, approve('n') as unknown as FlowNode);
    expect(next.nodes[0]).toBe(sample.nodes[0]);
    expect(next.nodes[2]).toBe(sample.nodes[2]);
    expect(findLane(next, 'c2')?.lane).toBe(findLane(sample, 'c2')?.lane);
    expect(nodesOf(next, 'c1').map((node) => node.id)).toEqual(['b', 'n', 'd']);
  });

  it('move by places counted before the move, and never into themselves', () => {
    expect(nodesOf(moveNode(sample, 'b', { lane: 'c1', at: 2 }), 'c1').map((node) => node.id)).toEqual(['d', 'b']);
    expect(moveNode(sample, 'b', { lane: 'c1', at: 1 })).toBe(sample);
    expect(moveNode(sample, 'c', { lane: 'e1', at: 0 })).toBe(sample);
    expect(moveNode(sample, 'a', { lane: 'e2', at: 0 }).nodes.map((node) => node.id)).toEqual(['c', 'g']);
  });

  it('step by keyboard inside a branch, out of it and across', () => {
    expect(placeBeside(sample, 'b', 1)).toEqual({ lane: 'c1', at: 2 });
    expect(placeBeside(sample, 'b', -1)).toEqual({ lane: null, at: 1 });
    expect(placeBeside(sample, 'd', 1)).toEqual({ lane: null, at: 2 });
    expect(placeBeside(sample, 'a', -1)).toBeUndefined();
    expect(placeAcross(sample, 'd', 1)).toEqual({ lane: 'c2', at: 1 });
    expect(placeAcross(sample, 'a', 1)).toBeUndefined();
  });

  it('copies lead to what was copied with them, and otherwise to where they led', () => {
    const inner = approve('q', { returns: { nodes: ['p', 'a'] } });
    const split = flowOf(condition('o', [['o1', [approve('p'), inner]]], ['o2', []])).nodes[0] as FlowNode;
    const copy = withNewIds(split, idsOf(sample));
    const [first, second] = lanesOf(copy)[0]?.nodes ?? [];
    expect(second && targetsOf(second)).toEqual([first?.id, 'a']);
    expect([...idsWithin([copy])].filter((id) => idsWithin([split]).has(id))).toEqual([]);
  });

  it('tell what leads nowhere once a step is gone', () => {
    expect(lostTargets(sample, removeNode(sample, 'a'))).toEqual([{ from: 'g', to: 'a' }]);
    expect(lostTargets(sample, removeBranch(sample, 'c1'))).toEqual([{ from: 'g', to: 'b' }]);
    expect(lostTargets(sample, removeNode(sample, 'g'))).toEqual([]);
  });

  it('end a split with its second-last branch, and keep the branch for everything else', () => {
    const one = removeBranch(sample, 'c1');
    expect(lanesOf(one.nodes[1] as FlowNode).map((lane) => lane.id)).toEqual(['c2', 'c3']);
    expect(removeBranch(one, 'c2').nodes.map((node) => node.id)).toEqual(['a', 'g']);
    expect(removeBranch(sample, 'c3')).toBe(sample);
    expect(moveBranch(sample, 'c2', 1)).toBe(sample);
    expect(lanesOf(moveBranch(sample, 'c2', -1).nodes[1] as FlowNode).map((lane) => lane.id)).toEqual([
      'c2',
      'c1',
      'c3',
    ]);
  });
});

describe('the arrow keys', () => {
  it('reach every card from the start, and lead back', () => {
    const all = new Set([...idList(sample), END]);
    const reached = new Set<string>();
    const open = [sample.start.id];
    for (const id of open) {
      if (reached.has(id)) continue;
      reached.add(id);
      for (const direction of ['up', 'down', 'left', 'right'] as const) {
        const next = neighbour(sample, id, direction);
        if (next !== undefined) open.push(next);
      }
    }
    expect(reached).toEqual(all);
    expect(neighbour(sample, 'd', 'down')).toBe('g');
    expect(neighbour(sample, 'g', 'up')).toBe('d');
    expect(neighbour(sample, END, 'up')).toBe('g');
  });

  it('say where the next step goes', () => {
    expect(placeAfter(sample, 'start')).toEqual({ lane: null, at: 0 });
    expect(placeAfter(sample, 'c2')).toEqual({ lane: 'c2', at: 0 });
    expect(placeAfter(sample, 'f')).toEqual({ lane: 'e1', at: 1 });
    expect(placeAfter(sample, END)).toEqual({ lane: null, at: 3 });
  });
});

describe('undo', () => {
  it('goes on after something else was looked at, with what changed meanwhile as a step of its own', () => {
    const kept = record(startHistory('a'), 'b');
    expect(resumeHistory(kept, 'b')).toBe(kept);
    const changed = resumeHistory(kept, 'c');
    expect([undo(changed).present, undo(undo(changed)).present]).toEqual(['b', 'a']);
    expect(resumeHistory(undefined, 'a')).toEqual(startHistory('a'));
  });

  it('takes typing in one field back at once, and each other change by itself', () => {
    let history = startHistory('');
    for (const typed of ['a', 'ab', 'abc']) history = record(history, typed, 'name');
    history = record(endStep(history), 'abcd', 'name');
    history = record(history, 'x');
    history = record(history, 'y');
    expect(undo(history).present).toBe('x');
    expect(undo(undo(history)).present).toBe('abcd');
    expect(undo(undo(undo(history))).present).toBe('abc');
    expect(undo(undo(undo(undo(history)))).present).toBe('');
    expect(record(undo(history), 'z').future).toEqual([]);
  });

  it('is bounded', () => {
    let history = startHistory(0);
    for (let at = 1; at <= 1000; at += 1) history = record(history, at);
    for (let at = 0; at < 1000; at += 1) history = undo(history);
    expect(history.present).toBe(800);
  });
});
