import { createContext, memo, use, useMemo } from 'react';
import { Icon } from '#design/icon.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import { When } from '#kernel/web/when.tsx';
import type { Definition, FlowNode } from '../../contract/definition.ts';
import type { FormDesign } from '../../contract/form-design.ts';
import type { RequestView } from '../../contract/request.ts';
import { describeBranch, describeNode, type Speech } from '../designer/describe-node.ts';
import { isSplit, type Lane, lanesOf, nodesWithin } from '../designer/flow-tree.ts';
import { kindLooks } from '../designer/node-kinds.ts';
import { useSpeech } from '../designer/use-speech.ts';
import { useSpan } from '../use-span.ts';
import { words } from '../words.ts';
import { type FlowParts, FlowTree } from './flow-tree.tsx';

type Step = RequestView['steps'][number];

/** What became of a node in one request: its last step there, with the names of who was asked. */
export interface NodeState {
  readonly step: Step;
  readonly names: readonly string[];
}

export type Difference = 'added' | 'removed' | 'changed' | 'moved';

const noDesign: FormDesign = {
  fields: [],
  validations: [],
  numbering: { prefix: '', date: 'none', reset: 'never', digits: 4, employers: [] },
};

interface Shown {
  readonly speech: Speech;
  readonly states: ReadonlyMap<string, NodeState> | undefined;
  readonly differences: ReadonlyMap<string, Difference> | undefined;
}
const ShownContext = createContext<Shown | undefined>(undefined);
function useShownFlow(): Shown {
  const found = use(ShownContext);
  if (!found) throw new Error('a card stands outside of a picture of a flow');
  return found;
}

/** By node, its last step in a request: what a picture of the flow shows. `nameOf` gives the names of people. */
export function statesOf(steps: readonly Step[], nameOf: (personId: string) => string): ReadonlyMap<string, NodeState> {
  return new Map(
    steps.map((step) => [
      step.nodeId,
      { step, names: [...step.slots.map((slot) => slot.personId), ...(step.copied ?? [])].map(nameOf) },
    ]),
  );
}

/**
 * A flow as it is drawn in the designer, to look at. With `states` who was asked at each node, when and how long; with
 * `differences` (by the id of node or branch) what changed between two versions, each marked by colour and word.
 * `design`: the form, for conditions in plain words.
 */
export function FlowPicture(props: {
  definition: Definition;
  design?: FormDesign;
  states?: ReadonlyMap<string, NodeState>;
  differences?: ReadonlyMap<string, Difference>;
}) {
  const t = useWords(words);
  const { definition, states, differences } = props;
  const speech = useSpeech(definition, props.design ?? noDesign);
  const shown = useMemo(() => ({ speech, states, differences }), [speech, states, differences]);
  return (
    <ShownContext value={shown}>
      <section className="flow-picture" aria-label={t('flow.tree')}>
        <FlowTree
          label={t('flow.tree')}
          nodes={definition.nodes}
          parts={parts}
          first={<StartCard id={definition.start.id} />}
          last={<span className="flow-end">{t('flow.end')}</span>}
        />
      </section>
    </ShownContext>
  );
}

const tones: Record<Step['state'], Tone> = {
  ahead: 'neutral',
  open: 'accent',
  passed: 'pass',
  rejected: 'seal',
  cancelled: 'neutral',
  copied: 'neutral',
};
const differenceTones: Record<Difference, Tone> = {
  added: 'pass',
  removed: 'neutral',
  changed: 'warn',
  moved: 'accent',
};

function StartCard({ id }: { id: string }) {
  const t = useWords(words);
  const state = useShownFlow().states?.get(id);
  return (
    <span className="flow-pill">
      <Icon name="me" size={16} />
      {state ? state.names.join(' ') || t('flow.start') : t('flow.start')}
      {state?.step.enteredAt ? (
        <span className="flow-card-more">
          <When at={state.step.enteredAt} />
        </span>
      ) : null}
    </span>
  );
}

const PictureCard = memo(function PictureCard({ node }: { node: FlowNode }) {
  const t = useWords(words);
  const { speech, states, differences } = useShownFlow();
  const { icon, tone } = kindLooks[node.kind];
  const said = describeNode(node, speech);
  const state = states?.get(node.id);
  const difference = differences?.get(node.id);
  const marks = difference
    ? { 'data-difference': difference, className: `gj-tone-${differenceTones[difference]}` }
    : { className: '' };
  const word = difference ? (
    <Tag tone={differenceTones[difference]} {...(difference === 'removed' ? { icon: 'minus' } : {})}>
      {t(`flow.difference.${difference}`)}
    </Tag>
  ) : null;
  if (isSplit(node)) {
    return (
      <span {...marks} className={`flow-pill ${marks.className}`}>
        <Icon name={icon} size={16} label={t(`flow.kind.${node.kind}`)} />
        {speech.nameOf(node.name)}
        {said.how ? <span className="flow-card-more">{said.how}</span> : null}
        {word}
      </span>
    );
  }
  return (
    <div
      {...marks}
      className={`flow-card ${marks.className}`}
      data-tone={tone}
      data-state={state?.step.state ?? (states ? 'ahead' : undefined)}
      aria-current={state?.step.state === 'open' ? 'step' : undefined}
    >
      <span className="flow-card-head">
        <Icon name={icon} size={16} label={t(`flow.kind.${node.kind}`)} />
        <span className="flow-card-name">{speech.nameOf(node.name)}</span>
        {word}
      </span>
      <span className="flow-card-body">
        {state && state.names.length > 0 ? (
          <span className="flow-card-who">{speech.list(state.names)}</span>
        ) : (
          <span className="flow-card-who">{said.who}</span>
        )}
        {state ? <StateLine step={state.step} /> : said.how ? <span className="flow-card-more">{said.how}</span> : null}
        {!state && said.limit ? <span className="flow-card-more">{said.limit}</span> : null}
      </span>
    </div>
  );
});

const stateIcons = { open: 'clock', passed: 'check', rejected: 'close', cancelled: 'undo', copied: 'copy' } as const;

/** What became of it, when, and how long it took. */
function StateLine({ step }: { step: Step }) {
  const t = useWords(words);
  const span = useSpan();
  const tone = tones[step.state];
  return (
    <span className={`flow-state gj-tone-${tone}`}>
      {step.state === 'ahead' ? null : <Icon name={stateIcons[step.state]} size={14} />}
      {t(`flow.state.${step.state}`)}
      {(step.leftAt ?? step.enteredAt) ? <When at={step.leftAt ?? step.enteredAt ?? ''} /> : null}
      {step.enteredAt && step.leftAt ? (
        <span className="gj-faint">{t('slot.took', { span: span(step.enteredAt, step.leftAt) })}</span>
      ) : null}
    </span>
  );
}

const PictureBranch = memo(function PictureBranch({ lane, owner }: { lane: Lane; owner: FlowNode; at: number }) {
  const t = useWords(words);
  const { speech, states, differences } = useShownFlow();
  const said = describeBranch(lane, owner, speech);
  const difference = differences?.get(lane.id);
  // Of a condition exactly one branch is taken: where another one was, it wasn't this.
  const passed = (one: Lane) => [...nodesWithin(one.nodes)].some(({ node }) => states?.has(node.id));
  const untaken =
    owner.kind === 'condition' && !passed(lane) && lanesOf(owner).some((one) => one.id !== lane.id && passed(one));
  return (
    <div
      data-state={untaken ? 'untaken' : undefined}
      className={`flow-card flow-branch${difference ? ` gj-tone-${differenceTones[difference]}` : ''}`}
      data-difference={difference}
    >
      <span className="flow-card-head">
        <span className="flow-card-name">{speech.nameOf(lane.name)}</span>
        {difference ? <Tag tone={differenceTones[difference]}>{t(`flow.difference.${difference}`)}</Tag> : null}
      </span>
      {said ? (
        <span className="flow-card-body">
          <span className="flow-card-who">{said.who}</span>
          {untaken ? <span className="flow-card-more">{t('flow.state.untaken')}</span> : null}
        </span>
      ) : null}
    </div>
  );
});

const parts: FlowParts = { Node: PictureCard, Branch: PictureBranch };
