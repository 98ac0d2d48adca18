import { useLayoutEffect, useRef } from 'react';
import { Icon } from '#design/icon.tsx';
import { Loaded } from '#kernel/web/loaded.tsx';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { When } from '#kernel/web/when.tsx';
import type { FlowOutline } from '../../contract/flow-outline.ts';
import { readFlow } from '../../contract/operations.ts';
import { kindLooks } from '../designer/node-kinds.ts';
import type { Shown } from '../use-shown.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { type NodeState, StateLine, statesOf } from './flow-picture.tsx';
import '../flow.css';

type States = ReadonlyMap<string, NodeState>;

/** The whole flow of a request, drawn: the ways it took, the one it didn't take, whom it waits for, and what may come. */
export function RequestFlow({ shown }: { shown: Shown }) {
  const read = useRead(readFlow, { requestId: shown.view.requestId });
  return (
    <Loaded read={read} shape="rows">
      {({ startId, nodes }) => <Drawn shown={shown} startId={startId} nodes={nodes} />}
    </Loaded>
  );
}

function Drawn({ shown, startId, nodes }: { shown: Shown; startId: string; nodes: readonly FlowOutline[] }) {
  const t = useWords(words);
  const { view, nameOf } = shown;
  const states = statesOf(view.steps, nameOf);
  const begun = states.get(startId)?.step.enteredAt ?? view.submittedAt;
  const ground = useRef<HTMLElement>(null);
  // Wider than the screen: what is going on now stands in the middle, else the start.
  useLayoutEffect(() => {
    const element = ground.current;
    const now = element?.querySelector('[aria-current="step"]') ?? element?.querySelector('.flow-nodes > li');
    if (!element || !now) return;
    const [box, card] = [element.getBoundingClientRect(), now.getBoundingClientRect()];
    element.scrollLeft += card.left + card.width / 2 - (box.left + box.width / 2);
  }, []);
  return (
    <section className="flow-picture" ref={ground} aria-label={t('flow.tree')}>
      <ol className="flow-nodes">
        <li>
          <span className="flow-pill">
            <Icon name="me" size={16} />
            {nameOf(view.applicantId)}
            <span className="flow-card-more">
              <When at={begun} />
            </span>
          </span>
        </li>
        <Nodes nodes={nodes} states={states} />
        <li>
          <span className="flow-end">{t('flow.end')}</span>
        </li>
      </ol>
    </section>
  );
}

function Nodes({ nodes, states }: { nodes: readonly FlowOutline[]; states: States }) {
  return (
    <>
      <li className="flow-gap" />
      {nodes.map((node) => (
        <Node key={node.id} node={node} states={states} />
      ))}
    </>
  );
}

const wasAt = (nodes: readonly FlowOutline[], states: States): boolean =>
  nodes.some((node) => states.has(node.id) || node.branches.some((branch) => wasAt(branch.nodes, states)));

function Node({ node, states }: { node: FlowOutline; states: States }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { branches } = node;
  const taken = node.kind === 'condition' && branches.find((branch) => wasAt(branch.nodes, states));
  return (
    <>
      <li>
        {branches.length > 0 ? (
          <span className="flow-pill">
            <Icon name={kindLooks[node.kind].icon} size={16} label={t(`flow.kind.${node.kind}`)} />
            {spoken(node.name)}
          </span>
        ) : (
          <StepCard node={node} state={states.get(node.id)} />
        )}
        {branches.length > 0 ? (
          <ul className="flow-lanes">
            {branches.map((branch) => (
              <li key={branch.id} className="flow-lane">
                <div
                  className="flow-card flow-branch"
                  data-state={taken && branch.id !== taken.id ? 'untaken' : undefined}
                >
                  <span className="flow-card-head">
                    <span className="flow-card-name">{spoken(branch.name)}</span>
                  </span>
                  {taken && branch.id !== taken.id ? (
                    <span className="flow-card-body">
                      <span className="flow-card-more">{t('flow.state.untaken')}</span>
                    </span>
                  ) : null}
                </div>
                <ol className="flow-nodes">
                  <Nodes nodes={branch.nodes} states={states} />
                </ol>
              </li>
            ))}
          </ul>
        ) : null}
      </li>
      <li className="flow-gap" />
    </>
  );
}

function StepCard({ node, state }: { node: FlowOutline; state: NodeState | undefined }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { icon, tone } = kindLooks[node.kind];
  return (
    <div
      className="flow-card"
      data-tone={tone}
      data-state={state?.step.state ?? 'ahead'}
      aria-current={state?.step.state === 'open' ? 'step' : undefined}
    >
      <span className="flow-card-head">
        <Icon name={icon} size={16} label={t(`flow.kind.${node.kind}`)} />
        <span className="flow-card-name">{spoken(node.name)}</span>
      </span>
      <span className="flow-card-body">
        {state && state.names.length > 0 ? <span className="flow-card-who">{state.names.join(' ')}</span> : null}
        {state ? <StateLine step={state.step} /> : <span className="flow-card-more">{t('path.ahead')}</span>}
      </span>
    </div>
  );
}
