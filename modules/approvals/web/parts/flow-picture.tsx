import { createContext, memo, use, useLayoutEffect, useMemo, useRef } from 'react';
import { Icon, type IconName } from '#design/icon.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import { useNow } from '#kernel/web/use-now.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { When } from '#kernel/web/when.tsx';
import type { Definition, FlowNode } from '../../contract/definition.ts';
import type { FormDesign } from '../../contract/form-design.ts';
import type { RequestView } from '../../contract/request.ts';
import { describeBranch, describeNode, type Speech } from '../designer/describe-node.ts';
import { idsOf, isSplit, type Lane, lanesOf, nodesWithin } from '../designer/flow-tree.ts';
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
 * By node and branch, what differs between two versions, for a picture of `flow`: of the version before it marks what was
 * removed, of the one after what was added. A change inside a node marks the node. `at` leads from the flow to the place.
 */
export function differencesOf(
  changes: readonly { readonly part: string; readonly what: Difference; readonly at: readonly string[] }[],
  flow: Definition,
): ReadonlyMap<string, Difference> {
  const ids = idsOf(flow);
  const differences = new Map<string, Difference>();
  for (const { part, what, at } of changes) {
    const id = part === 'flow' ? at.findLast((step) => ids.has(step)) : undefined;
    if (id === undefined) continue;
    // What comes or goes inside a node (a rule, a limit) is a change of the node.
    const whole = at.at(-1) === id;
    if (whole || !differences.has(id)) differences.set(id, whole ? what : 'changed');
  }
  return differences;
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
    <ShownContext value={shown}>
      <section className="flow-picture" ref={ground} aria-label={t('flow.tree')}>
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
const differenceLooks = {
  added: { tone: 'pass', icon: 'plus' },
  removed: { tone: 'neutral', icon: 'minus' },
  changed: { tone: 'warn', icon: 'edit' },
  moved: { tone: 'accent', icon: 'down' },
} as const satisfies Record<Difference, { tone: Tone; icon: IconName }>;

function DifferenceTag({ difference }: { difference: Difference }) {
  const t = useWords(words);
  return <Tag {...differenceLooks[difference]}>{t(`flow.difference.${difference}`)}</Tag>;
}

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
    ? { 'data-difference': difference, className: `gj-tone-${differenceLooks[difference].tone}` }
    : { className: '' };
  const word = difference ? <DifferenceTag difference={difference} /> : null;
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
export function StateLine({ step }: { step: Step }) {
  const t = useWords(words);
  const span = useSpan();
  const now = useNow().getTime();
  const tone = tones[step.state];
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
      className={`flow-card flow-branch${difference ? ` gj-tone-${differenceLooks[difference].tone}` : ''}`}
      data-difference={difference}
    >
      <span className="flow-card-head">
        <span className="flow-card-name">{speech.nameOf(lane.name)}</span>
        {difference ? <DifferenceTag difference={difference} /> : null}
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
