import { createContext, memo, use, useMemo } from 'react';
import { Icon, type IconName } from '#design/icon.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { Definition, FlowNode } from '../../contract/definition.ts';
import type { FormDesign } from '../../contract/form-design.ts';
import { describeBranch, describeNode, type Speech } from '../designer/describe-node.ts';
import { idsOf, isSplit, type Lane } from '../designer/flow-tree.ts';
import { kindLooks } from '../designer/node-kinds.ts';
import { useSpeech } from '../designer/use-speech.ts';
import { useCentred } from '../use-centred.ts';
import { words } from '../words.ts';
import { type FlowParts, FlowTree } from './flow-tree.tsx';

export type Difference = 'added' | 'removed' | 'changed' | 'moved';

const noDesign: FormDesign = {
  fields: [],
  validations: [],
  numbering: { prefix: '', date: 'none', reset: 'never', digits: 4, employers: [] },
};

interface Shown {
  readonly speech: Speech;
  readonly differences: ReadonlyMap<string, Difference> | undefined;
}
const ShownContext = createContext<Shown | undefined>(undefined);
function useShownFlow(): Shown {
  const found = use(ShownContext);
  if (!found) throw new Error('a card stands outside of a picture of a flow');
  return found;
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
 * A flow as it is drawn in the designer, to look at. With `differences` (by the id of node or branch) what changed between two versions, each marked by colour and word.
 * `design`: the form, for conditions in plain words.
 */
export function FlowPicture(props: {
  definition: Definition;
  design?: FormDesign;
  differences?: ReadonlyMap<string, Difference>;
}) {
  const t = useWords(words);
  const { definition, differences } = props;
  const speech = useSpeech(definition, props.design ?? noDesign);
  const shown = useMemo(() => ({ speech, differences }), [speech, differences]);
  const ground = useCentred();
  return (
    <ShownContext value={shown}>
      <section className="flow-picture" ref={ground} aria-label={t('flow.tree')}>
        <FlowTree
          label={t('flow.tree')}
          nodes={definition.nodes}
          parts={parts}
          first={<StartCard />}
          last={<span className="flow-end">{t('flow.end')}</span>}
        />
      </section>
    </ShownContext>
  );
}

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

function StartCard() {
  const t = useWords(words);
  return (
    <span className="flow-pill">
      <Icon name="me" size={16} />
      {t('flow.start')}
    </span>
  );
}

const PictureCard = memo(function PictureCard({ node }: { node: FlowNode }) {
  const t = useWords(words);
  const { speech, differences } = useShownFlow();
  const { icon, tone } = kindLooks[node.kind];
  const said = describeNode(node, speech);
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
    <div {...marks} className={`flow-card ${marks.className}`} data-tone={tone}>
      <span className="flow-card-head">
        <Icon name={icon} size={16} label={t(`flow.kind.${node.kind}`)} />
        <span className="flow-card-name">{speech.nameOf(node.name)}</span>
        {word}
      </span>
      <span className="flow-card-body">
        <span className="flow-card-who">{said.who}</span>
        {said.how ? <span className="flow-card-more">{said.how}</span> : null}
        {said.limit ? <span className="flow-card-more">{said.limit}</span> : null}
      </span>
    </div>
  );
});

const PictureBranch = memo(function PictureBranch({ lane, owner }: { lane: Lane; owner: FlowNode; at: number }) {
  const { speech, differences } = useShownFlow();
  const said = describeBranch(lane, owner, speech);
  const difference = differences?.get(lane.id);
  return (
    <div
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
        </span>
      ) : null}
    </div>
  );
});

const parts: FlowParts = { Node: PictureCard, Branch: PictureBranch };
