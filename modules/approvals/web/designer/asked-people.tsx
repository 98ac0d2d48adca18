import { NumberInput } from '#design/number-input.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { type AskedNode, emptyRule } from '../../contract/definition.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';
import { describeRule } from './describe-node.ts';
import { OneOf } from './one-of.tsx';
import { PeopleRules } from './people-rules.tsx';
import { useSheet } from './sheet-context.ts';
import { useTyped } from './use-typed.ts';

type Mode = AskedNode['mode'];
type Vote = Extract<Mode, { kind: 'vote' }>;

/** Who is asked, how their answers are counted, and what happens where nobody is found or the applicant himself is. */
export function AskedPeople({ node }: { node: AskedNode }) {
  const t = useWords(words);
  const { change } = useSheet();
  const modes = ['all', 'any', 'sequence', 'claim', ...(node.kind === 'approve' ? ['vote' as const] : [])] as const;
  const setMode = (mode: Mode) => change({ ...node, mode } as AskedNode);
  return (
    <>
      <PeopleRules
        label={t(node.kind === 'approve' ? 'flow.tab.approvers' : 'flow.tab.handlers')}
        rules={node.approvers}
        onChange={(approvers) => change({ ...node, approvers })}
      />
      <OneOf<Mode['kind']>
        label={t('flow.mode')}
        word="mode"
        value={node.mode.kind}
        of={modes}
        hint={t(`flow.mode.${node.mode.kind}.hint`)}
        onChange={(kind) => setMode(kind === 'vote' ? { kind, pass: { percent: 50 } } : { kind })}
      />
      {node.mode.kind === 'vote' ? <VoteFields mode={node.mode} rules={node.approvers} onChange={setMode} /> : null}
      <EmptyRule empty={node.empty} onChange={(empty) => change({ ...node, empty })} />
      <OneOf
        label={t('flow.self')}
        word="self"
        value={node.self}
        of={['acts', 'skip', 'supervisor', 'departmentHead']}
        onChange={(self) => change({ ...node, self })}
      />
    </>
  );
}

/** 票签: how much is enough, and how much each rule's people weigh. */
function VoteFields(props: { mode: Vote; rules: AskedNode['approvers']; onChange: (mode: Vote) => void }) {
  const t = useWords(words);
  const { speech } = useSheet();
  const { pass, weights } = props.mode;
  const kind = 'percent' in pass ? 'percent' : 'count' in pass ? 'count' : 'weight';
  const amount = 'percent' in pass ? pass.percent : 'count' in pass ? pass.count : pass.weight;
  const give = (as: 'percent' | 'count' | 'weight', next: number) =>
    props.onChange({
      ...props.mode,
      pass:
        as === 'percent'
          ? { percent: Math.min(next, 100) }
          : as === 'count'
            ? { count: Math.min(next, 100) }
            : { weight: next },
    });
  const weightOf = (at: number) => weights?.rules[at] ?? 1;
  return (
    <>
      <div className="flow-pair">
        <OneOf
          label={t('flow.vote')}
          word="vote"
          value={kind}
          of={['percent', 'count', 'weight']}
          onChange={(next) => give(next, amount)}
        />
        <Labelled label={t('flow.vote.enough')}>
          {(named) => (
            <NumberInput
              {...named}
              value={amount}
              least={1}
              most={kind === 'weight' ? 100_000 : 100}
              unit={speech.say(`vote.unit.${kind}`)}
              onChange={(next) => next !== undefined && give(kind, next)}
            />
          )}
        </Labelled>
      </div>
      {kind === 'count' ? null : (
        <Labelled label={t('flow.vote.weights')} group>
          {() =>
            props.rules.map((rule, at) => {
              const name = describeRule(rule, speech);
              return (
                <div className="flow-row-line" key={name}>
                  <span>{name}</span>
                  <NumberInput
                    value={weightOf(at)}
                    least={0}
                    most={1_000}
                    unit={t('flow.vote.each')}
                    onChange={(weight) =>
                      props.onChange({
                        ...props.mode,
                        weights: {
                          people: weights?.people ?? [],
                          rules: props.rules.map((_, other) => (other === at ? (weight ?? 1) : weightOf(other))),
                        },
                      })
                    }
                  />
                </div>
              );
            })
          }
        </Labelled>
      )}
    </>
  );
}

type Empty = AskedNode['empty'];

/** 空: a named person is given on once somebody is named. */
function EmptyRule({ empty, onChange }: { empty: Empty; onChange: (empty: Empty) => void }) {
  const t = useWords(words);
  const { typed, set, whole } = useTyped<{ kind: Empty['kind']; person?: string | undefined }>(
    empty,
    (rule) => emptyRule.safeParse(rule).success,
    (rule) => onChange(emptyRule.parse(rule)),
  );
  return (
    <>
      <OneOf<Empty['kind']>
        label={t('flow.empty')}
        word="empty"
        value={typed.kind}
        of={['processAdministrator', 'supervisorsSupervisor', 'person', 'pass', 'reject']}
        onChange={(kind) => set({ kind })}
      />
      {typed.kind === 'person' ? (
        <Labelled label={t('flow.empty.whom')} problem={whole ? undefined : t('flow.rule.unfinished')}>
          {(named) => (
            <Part
              of={personPicker}
              {...named}
              most={1}
              value={typed.person === undefined ? [] : [typed.person]}
              onChange={(people) => set({ kind: 'person', person: people?.[0] })}
            />
          )}
        </Labelled>
      ) : null}
    </>
  );
}
