import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Note } from '#design/note.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Tabs } from '#design/tabs.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { AskedNode, FlowNode } from '../../contract/definition.ts';
import { words } from '../words.ts';
import { AskedPeople } from './asked-people.tsx';
import { AskedRules } from './asked-rules.tsx';
import { BranchFields, SplitFields } from './branch-fields.tsx';
import { FieldAccess } from './field-access.tsx';
import { FlowSettings } from './flow-settings.tsx';
import { findLane, findNode, isSplit } from './flow-tree.ts';
import { END } from './flow-walk.ts';
import { NameFields } from './name-fields.tsx';
import { OtherFields } from './other-fields.tsx';
import { PeopleRules } from './people-rules.tsx';
import { useSheet } from './sheet-context.ts';

/** What can be done with the node whose properties are open. */
export interface NodeActions {
  readonly copy: (id: string) => void;
  readonly cut: (id: string) => void;
  readonly duplicate: (id: string) => void;
  readonly step: (id: string, by: -1 | 1) => void;
  readonly remove: (id: string) => void;
}

/** The properties of a node, a branch, the start or the end: at the side, a whole page on phones. */
export function NodeSheet(props: {
  id: string;
  problems: readonly string[];
  actions: NodeActions;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { flow } = useSheet();
  const { id, actions } = props;
  const node = findNode(flow, id)?.node;
  const lane = node ? undefined : findLane(flow, id);
  const title = node
    ? t(`flow.kind.${node.kind}`)
    : lane
      ? t('flow.branch')
      : id === END
        ? t('flow.settings')
        : t('flow.start');
  return (
    <Sheet
      title={title}
      onClose={props.onClose}
      foot={
        node ? (
          <>
            <Button icon="copy" onPress={() => actions.duplicate(id)}>
              {t('flow.do.duplicate')}
            </Button>
            <Button kind="danger" icon="trash" onPress={() => actions.remove(id)}>
              {t('flow.do.remove')}
            </Button>
            <MenuButton
              choices={[
                { key: 'up', label: t('flow.do.up'), icon: 'up', onPress: () => actions.step(id, -1) },
                { key: 'down', label: t('flow.do.down'), icon: 'down', onPress: () => actions.step(id, 1) },
                { key: 'copy', label: t('flow.do.copy'), icon: 'copy', onPress: () => actions.copy(id) },
                { key: 'cut', label: t('flow.do.cut'), icon: 'cut', onPress: () => actions.cut(id) },
              ]}
            />
          </>
        ) : undefined
      }
    >
      <div className="flow-sheet">
        {props.problems.map((problem) => (
          <Note key={problem} tone="warn" icon="alert" title={problem} />
        ))}
        {node ? <NodeFields key={id} node={node} /> : null}
        {lane ? <BranchFields key={id} {...lane} onGone={props.onClose} /> : null}
        {id === flow.start.id ? <StartFields /> : null}
        {id === END ? <FlowSettings /> : null}
      </div>
    </Sheet>
  );
}

function StartFields() {
  const t = useWords(words);
  const { flow, changeFlow } = useSheet();
  const { start } = flow;
  return (
    <>
      <NameFields
        name={start.name}
        onChange={(name) => changeFlow({ ...flow, start: { ...start, name } }, `${start.id} name`)}
      />
      <h3>{t('flow.fields')}</h3>
      <p className="gj-second">{t('flow.fields.start')}</p>
      <FieldAccess
        access={start.fields}
        usual="edit"
        onChange={(fields) => changeFlow({ ...flow, start: { ...start, fields } })}
      />
    </>
  );
}

function NodeFields({ node }: { node: FlowNode }) {
  const t = useWords(words);
  const { change } = useSheet();
  return (
    <>
      <NameFields
        name={node.name}
        onChange={(name) =>
          change(
            {
              ...node,
              name,
            },
            `${node.id} name`,
          )
        }
      />
      {node.kind === 'approve' || node.kind === 'handle' ? <AskedFields node={node} /> : null}
      {node.kind === 'copy' ? (
        <PeopleRules
          label={t('flow.copy.to')}
          rules={node.to}
          without={['previousChosen']}
          onChange={(to) => change({ ...node, to })}
        />
      ) : null}
      {isSplit(node) ? <SplitFields node={node} /> : null}
      {node.kind === 'subProcess' || node.kind === 'delay' || node.kind === 'call' || node.kind === 'goto' ? (
        <OtherFields node={node} />
      ) : null}
    </>
  );
}

function AskedFields({ node }: { node: AskedNode }) {
  const t = useWords(words);
  const { change } = useSheet();
  const [tab, setTab] = useState<'people' | 'rules' | 'fields'>('people');
  return (
    <>
      <Tabs
        label={t('flow.properties')}
        current={tab}
        onChange={setTab}
        tabs={[
          { key: 'people', title: t(node.kind === 'approve' ? 'flow.tab.approvers' : 'flow.tab.handlers') },
          { key: 'rules', title: t('flow.tab.rules') },
          { key: 'fields', title: t('flow.fields') },
        ]}
      />
      {tab === 'people' ? <AskedPeople node={node} /> : null}
      {tab === 'rules' ? <AskedRules node={node} /> : null}
      {tab === 'fields' ? (
        <FieldAccess access={node.fields} usual="read" onChange={(fields) => change({ ...node, fields })} />
      ) : null}
    </>
  );
}
