import { FactList } from '#design/fact-list.tsx';
import { Sheet } from '#design/sheet.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';
import { describeBranch, describeNode, describeRules } from './describe-node.ts';
import { findLane, findNode } from './flow-tree.ts';
import { useSheet } from './sheet-context.ts';

/** What a node says, where nothing may be changed. */
export function NodeFacts({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(words);
  const { flow, speech } = useSheet();
  const { say } = speech;
  const node = findNode(flow, id)?.node;
  const lane = findLane(flow, id);
  const facts: { name: string; value: string }[] = [];
  if (node) {
    const said = describeNode(node, speech);
    facts.push({ name: t('flow.fact.name'), value: speech.nameOf(node.name) });
    if (said.who) facts.push({ name: t('flow.fact.who'), value: said.who });
    if (said.how) facts.push({ name: t('flow.fact.how'), value: said.how });
    if (said.limit) facts.push({ name: t('flow.limit'), value: said.limit });
    if (node.kind === 'approve' || node.kind === 'handle') {
      facts.push(
        { name: t('flow.empty'), value: say(`empty.${node.empty.kind}`) },
        { name: t('flow.self'), value: say(`self.${node.self}`) },
        { name: t('flow.opinion'), value: say(`opinion.${node.opinion}`) },
        { name: t('flow.strength'), value: say(`strength.${node.strength}`) },
      );
      const named = Object.entries(node.fields).map(([field, access]) =>
        say('fact.access', { field: speech.fieldName(field), access: say(`access.${access}`) }),
      );
      if (named.length > 0) facts.push({ name: t('flow.fields'), value: speech.list(named) });
    }
  } else if (lane) {
    facts.push({ name: t('flow.fact.name'), value: speech.nameOf(lane.lane.name) });
    const said = describeBranch(lane.lane, lane.owner, speech);
    if (said) facts.push({ name: t('flow.condition.when'), value: said.who });
  } else {
    facts.push(
      { name: t('flow.deduplicate'), value: say(`deduplicate.${flow.deduplicate}`) },
      { name: t('flow.withdraw'), value: say(`withdraw.${flow.withdraw}`) },
      {
        name: t('flow.copies'),
        value: describeRules(
          flow.copies.map((copy) => copy.to),
          speech,
        ),
      },
    );
  }
  const title = node ? t(`flow.kind.${node.kind}`) : lane ? t('flow.branch') : t('flow.settings');
  return (
    <Sheet title={title} onClose={onClose}>
      <FactList facts={facts.filter((fact) => fact.value !== '')} />
    </Sheet>
  );
}
