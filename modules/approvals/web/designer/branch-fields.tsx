import { Button } from '#design/button.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { FlowNode } from '../../contract/definition.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { describeBranch } from './describe-node.ts';
import {
  addBranch,
  addOtherwise,
  changeBranch,
  mayRemoveBranch,
  moveBranch,
  newId,
  removeBranch,
} from './flow-edit.ts';
import { idsOf, isOtherwise, type Lane, lanesOf } from './flow-tree.ts';
import { NameFields } from './name-fields.tsx';
import { newBranch } from './new-node.ts';
import { OneOf } from './one-of.tsx';
import { useSheet } from './sheet-context.ts';

/** A branch: its name, its condition, its place among the others. */
export function BranchFields(props: { lane: Lane; owner: FlowNode; at: number; onGone: () => void }) {
  const t = useWords(words);
  const { flow, changeFlow } = useSheet();
  const { lane, owner, at } = props;
  const lanes = lanesOf(owner);
  const otherwise = isOtherwise(owner, lane.id);
  const left = moveBranch(flow, lane.id, -1);
  const right = moveBranch(flow, lane.id, 1);
  return (
    <>
      <NameFields
        name={lane.name}
        onChange={(name) => changeFlow(changeBranch(flow, lane.id, { name }), `${lane.id} name`)}
      />
      {otherwise ? <p className="gj-second">{t('flow.branch.otherwise.hint')}</p> : null}
      {owner.kind === 'condition' && !otherwise ? (
        <p className="gj-second">{t('flow.branch.order', { number: at + 1, count: lanes.length - 1 })}</p>
      ) : null}
      {lane.when === undefined ? null : (
        <ConditionEditor
          when={lane.when}
          onChange={(when) => changeFlow(changeBranch(flow, lane.id, { when }), `${lane.id} when`)}
        />
      )}
      <h3>{t('flow.branch.place')}</h3>
      <div className="gj-actions">
        <Button icon="back" disabled={left === flow} onPress={() => changeFlow(left)}>
          {t('flow.branch.left')}
        </Button>
        <Button icon="next" disabled={right === flow} onPress={() => changeFlow(right)}>
          {t('flow.branch.right')}
        </Button>
        <Button
          kind="danger"
          icon="trash"
          disabled={!mayRemoveBranch(owner, lane.id)}
          onPress={() => {
            changeFlow(removeBranch(flow, lane.id));
            props.onGone();
          }}
        >
          {t('flow.branch.remove')}
        </Button>
      </div>
    </>
  );
}

/** A node that splits: how its branches come together, and which there are. */
export function SplitFields({ node }: { node: Extract<FlowNode, { branches: unknown }> }) {
  const t = useWords(words);
  const { flow, changeFlow, change, speech, open } = useSheet();
  const lanes = lanesOf(node);
  const add = () => {
    const number = node.branches.length + 1;
    const id = newId(idsOf(flow));
    changeFlow(addBranch(flow, node.id, newBranch(id, t('flow.branch.number', { number }), node.kind !== 'parallel')));
    open(id);
  };
  return (
    <>
      <p className="gj-second">{t(`flow.kind.${node.kind}.hint`)}</p>
      {node.kind === 'parallel' ? (
        <>
          <OneOf
            label={t('flow.join')}
            word="join"
            value={node.join.kind}
            of={['all', 'any', 'count']}
            onChange={(kind) => change({ ...node, join: kind === 'count' ? { kind, count: 1 } : { kind } })}
          />
          {node.join.kind === 'count' ? (
            <Labelled label={t('flow.join.howMany')}>
              {(named) => (
                <NumberInput
                  {...named}
                  value={node.join.kind === 'count' ? node.join.count : 1}
                  least={1}
                  most={lanes.length}
                  onChange={(count) => count && change({ ...node, join: { kind: 'count', count } })}
                />
              )}
            </Labelled>
          ) : null}
        </>
      ) : null}
      <h3>{t('flow.branches')}</h3>
      <ul className="flow-problem-list">
        {lanes.map((lane) => (
          <li key={lane.id}>
            <button type="button" className="flow-problem" onClick={() => open(lane.id)}>
              <strong>{speech.nameOf(lane.name)}</strong>
              <span className="gj-second">{describeBranch(lane, node, speech)?.who}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="gj-actions">
        <Button icon="plus" disabled={node.branches.length >= 50} onPress={add}>
          {t('flow.branch.add')}
        </Button>
        {node.kind === 'inclusive' && !node.otherwise ? (
          <Button
            icon="plus"
            onPress={() =>
              changeFlow(addOtherwise(flow, node.id, newBranch(newId(idsOf(flow)), t('flow.branch.otherwise'), false)))
            }
          >
            {t('flow.branch.otherwise')}
          </Button>
        ) : null}
      </div>
    </>
  );
}
