import { createContext, memo, use } from 'react';
import { Icon } from '#design/icon.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { FlowNode } from '../../contract/definition.ts';
import type { FlowParts } from '../parts/flow-tree.tsx';
import { words } from '../words.ts';
import type { Described } from './describe-node.ts';
import { isSplit, type Lane, type Name } from './flow-tree.ts';
import { useMark } from './marks.ts';
import { kindLooks } from './node-kinds.ts';

/** How cards put nodes into words, and whether anything may be changed. The same object until names or language change. */
export interface CardWords {
  readonly describe: (node: FlowNode) => Described;
  readonly branch: (lane: Lane, owner: FlowNode) => Described | undefined;
  readonly nameOf: (name: Name) => string;
  readonly readOnly: boolean;
}
export const CardWordsContext = createContext<CardWords | undefined>(undefined);

function useCardWords(): CardWords {
  const found = use(CardWordsContext);
  if (!found) throw new Error('a card stands outside of a flow designer');
  return found;
}

/** Everything that is done with cards is heard on the canvas, by these attributes: no card holds a function of its own. */
const heard = (id: string, mark: ReturnType<typeof useMark>) =>
  ({
    type: 'button',
    'data-card': id,
    'data-open': mark.open || undefined,
    'data-moving': mark.moving || undefined,
    tabIndex: mark.focused ? 0 : -1,
  }) as const;

export function Problems({ errors, warnings }: { errors: number; warnings: number }) {
  const t = useWords(words);
  const count = errors + warnings;
  return count > 0 ? (
    <span className="flow-problems" data-errors={errors > 0}>
      <Icon name="alert" size={14} />
      <span className="gj-unseen">{t('flow.problems.count', { count })}</span>
      <span aria-hidden="true">{count}</span>
    </span>
  ) : null;
}

const NodeCard = memo(function NodeCard({ node }: { node: FlowNode }) {
  const t = useWords(words);
  const cards = useCardWords();
  const mark = useMark(node.id);
  const { icon, tone } = kindLooks[node.kind];
  const said = cards.describe(node);
  const kind = t(`flow.kind.${node.kind}`);
  const name = cards.nameOf(node.name) || kind;
  if (isSplit(node)) {
    return (
      <button {...heard(node.id, mark)} className="flow-pill" draggable={!cards.readOnly}>
        <Icon name={icon} size={16} label={kind} />
        <span className="flow-card-name">{name}</span>
        {said.how ? <span className="flow-card-more">{said.how}</span> : null}
        <Problems {...mark} />
      </button>
    );
  }
  return (
    <button {...heard(node.id, mark)} className="flow-card" data-tone={tone} draggable={!cards.readOnly}>
      <span className="flow-card-head">
        <Icon name={icon} size={16} label={kind} />
        <span className="flow-card-name">{name}</span>
        <Problems {...mark} />
      </span>
      <CardBody said={said} />
    </button>
  );
});

/** The deciding sentence of a node: who, then how and until when. */
export function CardBody({ said }: { said: Described }) {
  return (
    <span className="flow-card-body">
      <span className={said.missing ? 'flow-card-who flow-card-missing' : 'flow-card-who'}>{said.who}</span>
      {said.how ? <span className="flow-card-more">{said.how}</span> : null}
      {said.limit ? (
        <span className="flow-card-more">
          <Icon name="clock" size={14} /> {said.limit}
        </span>
      ) : null}
    </span>
  );
}

const BranchHead = memo(function BranchHead({ lane, owner, at }: { lane: Lane; owner: FlowNode; at: number }) {
  const t = useWords(words);
  const cards = useCardWords();
  const mark = useMark(lane.id);
  const said = cards.branch(lane, owner);
  return (
    <button {...heard(lane.id, mark)} className="flow-card flow-branch">
      <span className="flow-card-head">
        <span className="flow-card-name">{cards.nameOf(lane.name) || t('flow.branch.number', { number: at + 1 })}</span>
        <Problems {...mark} />
      </span>
      {said ? (
        <span className="flow-card-body">
          <span className={said.missing ? 'flow-card-who flow-card-missing' : 'flow-card-who'}>{said.who}</span>
        </span>
      ) : null}
    </button>
  );
});

const AddButton = memo(function AddButton({ lane, at }: { lane: string | null; at: number }) {
  const t = useWords(words);
  const { readOnly } = useCardWords();
  return readOnly ? null : (
    <button
      type="button"
      className="flow-add"
      tabIndex={-1}
      aria-label={t('flow.add')}
      title={t('flow.add')}
      data-gap-lane={lane ?? ''}
      data-gap-at={at}
    >
      <Icon name="plus" size={14} />
    </button>
  );
});

/** The start and the end, by their ids. */
export function EndCard({ id, word, icon }: { id: string; word: string; icon?: 'me' }) {
  const mark = useMark(id);
  return (
    <button {...heard(id, mark)} className="flow-pill">
      {icon ? <Icon name={icon} size={16} /> : null}
      {word}
      <Problems {...mark} />
    </button>
  );
}

export const designerParts: FlowParts = { Node: NodeCard, Branch: BranchHead, Gap: AddButton };
