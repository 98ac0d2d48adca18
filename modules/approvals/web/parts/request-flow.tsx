import { Icon } from '#design/icon.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { FlowOutline } from '../../contract/flow-outline.ts';
import { readFlow } from '../../contract/operations.ts';
import type { RequestView } from '../../contract/request.ts';
import { kindLooks } from '../designer/node-kinds.ts';
import { stepTones } from '../step-tones.ts';
import { useCentred } from '../use-centred.ts';
import type { Shown } from '../use-shown.ts';
import { useSpan } from '../use-span.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../flow.css';

type Step = RequestView['steps'][number];
/** What became of a node in one request: its last step there, with the names of who was asked. */
interface NodeState {
  readonly step: Step;
  readonly names: readonly string[];
}
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
  const ground = useCentred();
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

/** By node, its last step in a request. `nameOf` gives the names of people. */
function statesOf(steps: readonly Step[], nameOf: (personId: string) => string): ReadonlyMap<string, NodeState> {
  return new Map(
    steps.map((step) => [
      step.nodeId,
      { step, names: [...step.slots.map((slot) => slot.personId), ...(step.copied ?? [])].map(nameOf) },
    ]),
  );
}

const stateIcons = { open: 'clock', passed: 'check', rejected: 'close', cancelled: 'undo', copied: 'copy' } as const;

/** What became of it, when, and how long it took. */
function StateLine({ step }: { step: Step }) {
  const t = useWords(words);
  const span = useSpan();
  const now = useNow().getTime();
  const tone = stepTones[step.state];
  const at = step.leftAt ?? step.enteredAt;
  return (
    <span className={`flow-state gj-tone-${tone}`}>
      {step.state === 'ahead' ? null : <Icon name={stateIcons[step.state]} size={14} />}
      {t(`flow.state.${step.state}`)}
      {at ? <When at={at} /> : null}
      {step.enteredAt && step.leftAt ? (
        <span className="gj-faint">{t('slot.took', { span: span(step.enteredAt, step.leftAt) })}</span>
      ) : null}
      {step.enteredAt && step.state === 'open' ? (
        <span className="gj-faint">{t('slot.openSince', { span: span(step.enteredAt, now) })}</span>
      ) : null}
    </span>
  );
}
