import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Input } from '#design/input.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { Select } from '#design/select.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import { type PeopleRule, peopleRule } from '../../contract/definition.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';
import { FieldPicker, GroupPicker, PostPicker, RolePicker } from './pickers.tsx';
import { useTyped } from './use-typed.ts';

type Kind = PeopleRule['kind'];
/** A rule while it is made: its kind, and whatever of it is there. */
type TypedRule = { kind: Kind } & Record<string, unknown>;

const kinds: readonly Kind[] = [
  'departmentHead',
  'supervisor',
  'supervisors',
  'named',
  'role',
  'post',
  'group',
  'applicantChosen',
  'previousChosen',
  'formField',
  'applicant',
  'processAdministrator',
  'expression',
];

const beginnings: Partial<Record<Kind, object>> = {
  supervisor: { level: 1 },
  supervisors: { upTo: 2 },
  role: { within: 'employer' },
  post: { within: 'nearestAbove' },
  applicantChosen: { atLeast: 1, atMost: 1, ordered: false },
  previousChosen: { atLeast: 1, atMost: 1, ordered: false },
};

const isWhole = (rule: TypedRule): boolean => peopleRule.safeParse(rule).success;

/** Who is asked or told: several rules, each in plain words. Given on once every one of them is whole. */
export function PeopleRules(props: {
  label: string;
  rules: readonly PeopleRule[];
  /** Nobody needs to be named. */
  mayBeEmpty?: boolean;
  without?: readonly Kind[];
  onChange: (rules: PeopleRule[]) => void;
}) {
  const t = useWords(words);
  const { typed, set, whole } = useTyped<readonly TypedRule[]>(
    props.rules as readonly TypedRule[],
    (rules) => (props.mayBeEmpty || rules.length > 0) && rules.every(isWhole),
    (rules) => props.onChange(rules.map((rule) => peopleRule.parse(rule))),
  );
  return (
    <Labelled label={props.label} group problem={whole ? undefined : t('flow.rule.unfinished')}>
      {() => (
        <div>
          {typed.map((rule, at) => (
            // Rules have no ids of their own, and each shows all of what it is.
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what identifies a rule
            <div className="flow-rule" key={at}>
              <div className="flow-rule-head">
                <Select
                  value={rule.kind}
                  choices={[...new Set([...kinds, rule.kind])]
                    .filter((kind) => !props.without?.includes(kind))
                    .map((value) => ({ value, label: t(`flow.rule.${value}`) }))}
                  onChange={(kind) => kind && set(typed.with(at, { kind, ...beginnings[kind] }))}
                />
                {typed.length > 1 || props.mayBeEmpty ? (
                  <Button
                    kind="quiet"
                    icon="trash"
                    label={t('flow.rule.remove')}
                    onPress={() => set(typed.toSpliced(at, 1))}
                  />
                ) : null}
              </div>
              <RuleDetails rule={rule} onChange={(next) => set(typed.with(at, next))} />
            </div>
          ))}
          {typed.length < 20 ? (
            <Button
              kind="quiet"
              icon="plus"
              onPress={() => set([...typed, { kind: typed.length === 0 ? 'departmentHead' : 'named' }])}
            >
              {t('flow.rule.add')}
            </Button>
          ) : null}
        </div>
      )}
    </Labelled>
  );
}

function Within({ rule, onChange }: { rule: TypedRule; onChange: (rule: TypedRule) => void }) {
  const t = useWords(words);
  return (
    <Select
      value={rule.within as 'employer'}
      choices={(['department', 'nearestAbove', 'employer', 'group'] as const).map((value) => ({
        value,
        label: t(`flow.within.${value}`),
      }))}
      onChange={(within) => onChange({ ...rule, within })}
    />
  );
}

/** What a rule needs beside its kind. */
export function RuleDetails({ rule, onChange }: { rule: TypedRule; onChange: (rule: TypedRule) => void }) {
  const t = useWords(words);
  const change = (part: object) => onChange({ ...rule, ...part });
  switch (rule.kind) {
    case 'named':
      return (
        <Part of={personPicker} value={(rule.people as string[]) ?? []} onChange={(people) => change({ people })} />
      );
    case 'role':
      return (
        <>
          <RolePicker value={rule.role as string} onChange={(role) => change({ role })} />
          <Within rule={rule} onChange={onChange} />
        </>
      );
    case 'post':
      return (
        <>
          <PostPicker value={rule.post as string} onChange={(post) => change({ post })} />
          <Within rule={rule} onChange={onChange} />
        </>
      );
    case 'group':
      return <GroupPicker value={rule.group as string} onChange={(group) => change({ group })} />;
    case 'departmentHead':
      return (
        <FieldPicker
          kinds={['department']}
          none={t('flow.rule.departmentHead.applicant')}
          value={rule.field as string | undefined}
          onChange={(field) => onChange(field === undefined ? { kind: 'departmentHead' } : { ...rule, field })}
        />
      );
    case 'supervisor':
      return (
        <NumberInput
          value={rule.level as number}
          least={1}
          most={20}
          unit={t('flow.rule.supervisor.unit')}
          onChange={(level) => change({ level })}
        />
      );
    case 'supervisors':
      return (
        <div className="flow-rule-head">
          <NumberInput
            value={rule.upTo === 'top' ? undefined : (rule.upTo as number)}
            least={1}
            most={20}
            disabled={rule.upTo === 'top'}
            unit={t('flow.rule.supervisor.unit')}
            onChange={(upTo) => change({ upTo })}
          />
          <Checkbox value={rule.upTo === 'top'} onChange={(top) => change({ upTo: top ? 'top' : 2 })}>
            {t('flow.rule.supervisors.toTop')}
          </Checkbox>
        </div>
      );
    case 'formField':
      return (
        <FieldPicker
          kinds={['person', 'department']}
          value={rule.field as string | undefined}
          onChange={(field) => change({ field })}
        />
      );
    case 'expression':
      return (
        <Input
          value={(rule.expression as string) ?? ''}
          placeholder={t('flow.rule.expression.hint')}
          onChange={(expression) => change({ expression })}
        />
      );
    case 'applicantChosen':
    case 'previousChosen':
      return <ChosenDetails rule={rule} onChange={onChange} />;
    default:
      return null;
  }
}

/** How many may be chosen, whether in an order, and out of whom. */
function ChosenDetails({ rule, onChange }: { rule: TypedRule; onChange: (rule: TypedRule) => void }) {
  const t = useWords(words);
  const from = rule.from as
    | { kind: string; people?: string[]; departments?: string[]; department?: string; role?: string }[]
    | undefined;
  const range = from?.[0];
  const change = (part: object) => onChange({ ...rule, ...part });
  const rangeKind = range?.kind ?? 'everybody';
  return (
    <>
      <div className="flow-pair">
        <NumberInput
          value={rule.atLeast as number}
          least={1}
          most={100}
          unit={t('flow.chosen.atLeast')}
          onChange={(atLeast) => change({ atLeast })}
        />
        <NumberInput
          value={rule.atMost as number}
          least={1}
          most={100}
          unit={t('flow.chosen.atMost')}
          onChange={(atMost) => change({ atMost })}
        />
      </div>
      <Select
        value={rangeKind as 'everybody'}
        choices={(['everybody', 'named', 'department', 'role'] as const).map((value) => ({
          value,
          label: t(`flow.chosen.${value}`),
        }))}
        onChange={(kind) => {
          const { from: _, ...rest } = rule;
          if (kind === 'everybody') onChange(rest as TypedRule);
          else onChange({ ...rule, from: [{ kind, ...(kind === 'role' && { within: 'employer' }) }] });
        }}
      />
      {range?.kind === 'named' ? (
        <Part
          of={personPicker}
          value={range.people ?? []}
          onChange={(people) => change({ from: [{ kind: 'named', people }] })}
        />
      ) : null}
      {range?.kind === 'department' ? (
        <Part
          of={departmentPicker}
          value={(from ?? []).flatMap((one) => one.department ?? [])}
          onChange={(ids) =>
            change({
              from: ids?.length
                ? ids.map((department) => ({ kind: 'department', department }))
                : [{ kind: 'department' }],
            })
          }
        />
      ) : null}
      {range?.kind === 'role' ? (
        <RolePicker
          value={range.role}
          onChange={(role) => change({ from: [{ kind: 'role', role, within: 'employer' }] })}
        />
      ) : null}
      <Checkbox value={rule.ordered === true} onChange={(ordered) => change({ ordered })}>
        {t('flow.chosen.ordered')}
      </Checkbox>
    </>
  );
}
