import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Input } from '#design/input.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { Select } from '#design/select.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { FlowNode } from '../../contract/definition.ts';
import { listKinds } from '../../contract/operations.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { nodesWithin } from './flow-tree.ts';
import { WorkingTimeInput } from './limit-fields.tsx';
import { UNSET, UNSET_PROCESS } from './new-node.ts';
import { OneOf } from './one-of.tsx';
import { FieldPicker } from './pickers.tsx';
import { useSheet } from './sheet-context.ts';
import { useTyped } from './use-typed.ts';

type Of<K extends FlowNode['kind']> = Extract<FlowNode, { kind: K }>;

/** What is particular to the nodes that ask nobody. */
export function OtherFields({ node }: { node: Of<'subProcess' | 'delay' | 'call' | 'goto'> }) {
  switch (node.kind) {
    case 'subProcess':
      return <SubProcessFields node={node} />;
    case 'delay':
      return <DelayFields node={node} />;
    case 'call':
      return <CallFields node={node} />;
    case 'goto':
      return <GotoFields node={node} />;
  }
}

function DelayFields({ node }: { node: Of<'delay'> }) {
  const t = useWords(words);
  const { change } = useSheet();
  const time = node.for;
  const kind = 'untilField' in time ? 'until' : 'hours' in time ? 'hours' : 'working';
  const { typed, set } = useTyped<{ kind: string; field?: string | undefined }>(
    { kind, ...('untilField' in time && { field: time.untilField }) },
    ({ kind: as, field }) => as !== 'until' || field !== undefined,
    ({ kind: as, field }) =>
      change({
        ...node,
        for: as === 'until' ? { untilField: field ?? '' } : as === 'hours' ? { hours: 24 } : { workdays: 1 },
      }),
  );
  return (
    <>
      <OneOf
        label={t('flow.delay')}
        word="delay.kind"
        value={typed.kind}
        of={['working', 'hours', 'until']}
        onChange={(as) => set({ kind: as })}
      />
      {typed.kind === 'until' ? (
        <Labelled label={t('flow.delay.field')}>
          {(named) => (
            <FieldPicker
              {...named}
              kinds={['date', 'dateRange']}
              value={typed.field}
              onChange={(field) => set({ kind: 'until', field })}
            />
          )}
        </Labelled>
      ) : null}
      {typed.kind === 'hours' && 'hours' in time ? (
        <NumberInput
          value={time.hours}
          least={1}
          most={100_000}
          unit={t('flow.unit.hours')}
          onChange={(hours) => hours && change({ ...node, for: { hours } })}
        />
      ) : null}
      {typed.kind === 'working' && ('workdays' in time || 'workingMinutes' in time) ? (
        <WorkingTimeInput value={time} onChange={(next) => change({ ...node, for: next })} />
      ) : null}
    </>
  );
}

function GotoFields({ node }: { node: Of<'goto'> }) {
  const t = useWords(words);
  const { change, flow, speech } = useSheet();
  const { when, ...rest } = node;
  return (
    <>
      <Labelled label={t('flow.goto')}>
        {(named) => (
          <Select
            {...named}
            searchable
            value={node.to}
            choices={[...nodesWithin(flow.nodes)]
              .filter(({ node: other }) => other.id !== node.id)
              .map(({ node: other }) => ({ value: other.id, label: speech.nameOf(other.name) }))}
            onChange={(to) => to && change({ ...node, to })}
          />
        )}
      </Labelled>
      <Checkbox value={when !== undefined} onChange={(on) => change(on ? { ...rest, when: UNSET } : rest)}>
        {t('flow.goto.conditional')}
      </Checkbox>
      {when === undefined ? null : (
        <ConditionEditor when={when} onChange={(next) => change({ ...node, when: next }, `${node.id} when`)} />
      )}
    </>
  );
}

/** Names with the FEEL text that gives each its value; given on once all are whole. */
function Mapping(props: {
  label: string;
  hint: string;
  values: Readonly<Record<string, string>>;
  onChange: (values: Record<string, string>) => void;
}) {
  const t = useWords(words);
  const { endStep } = useSheet();
  const { typed, set, whole } = useTyped<readonly (readonly [string, string])[]>(
    Object.entries(props.values),
    (rows) =>
      rows.every(([name, text]) => name.trim() !== '' && text.trim() !== '') &&
      new Set(rows.map(([name]) => name)).size === rows.length,
    (rows) => props.onChange(Object.fromEntries(rows)),
  );
  return (
    <Labelled
      label={props.label}
      group
      required={false}
      hint={props.hint}
      problem={whole ? undefined : t('flow.mapping.unfinished')}
    >
      {() => (
        <div>
          {typed.map(([name, text], at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row's name is typed in it
            <div className="flow-mapping" key={at}>
              <Input
                value={name}
                placeholder={t('flow.mapping.name')}
                onBlur={endStep}
                onChange={(next) => set(typed.with(at, [next ?? '', text]))}
              />
              <Input
                value={text}
                placeholder={t('flow.mapping.text')}
                onBlur={endStep}
                onChange={(next) => set(typed.with(at, [name, next ?? '']))}
              />
              <Button
                kind="quiet"
                icon="trash"
                label={t('flow.mapping.remove')}
                onPress={() => set(typed.toSpliced(at, 1))}
              />
            </div>
          ))}
          <Button kind="quiet" icon="plus" onPress={() => set([...typed, ['', '']])}>
            {t('flow.mapping.add')}
          </Button>
        </div>
      )}
    </Labelled>
  );
}

function SubProcessFields({ node }: { node: Of<'subProcess'> }) {
  const t = useWords(words);
  const language = useLanguage();
  const { change, design } = useSheet();
  const from = useRead(listKinds, {});
  const kinds = from.data?.rows ?? [];
  const tables = design.fields.filter((field) => field.kind === 'table');
  return (
    <>
      <Labelled label={t('flow.sub')}>
        {(named) => (
          <Select
            {...named}
            searchable
            value={node.process === UNSET_PROCESS ? undefined : node.process}
            from={from}
            choices={kinds.map((kind) => ({ value: kind.kind, label: kind.title[language] }))}
            onChange={(process) => process && change({ ...node, process })}
          />
        )}
      </Labelled>
      <Labelled label={t('flow.sub.per')}>
        {(named) => (
          <FieldPicker
            {...named}
            kinds={['table']}
            none={t('flow.sub.single')}
            value={node.per.kind === 'row' ? node.per.table : undefined}
            onChange={(table) =>
              change({ ...node, per: table === undefined ? { kind: 'one' } : { kind: 'row', table } })
            }
            disabled={tables.length === 0}
          />
        )}
      </Labelled>
      <Labelled label={t('flow.sub.applicant')}>
        {(named) => (
          <FieldPicker
            {...named}
            kinds={['person']}
            columns
            none={t('flow.rule.applicant')}
            value={node.applicant.kind === 'field' ? node.applicant.field : undefined}
            onChange={(field) =>
              change({ ...node, applicant: field === undefined ? { kind: 'applicant' } : { kind: 'field', field } })
            }
          />
        )}
      </Labelled>
      <Mapping
        label={t('flow.sub.form')}
        hint={t('flow.sub.form.hint')}
        values={node.form}
        onChange={(form) => change({ ...node, form }, `${node.id} form`)}
      />
      <Checkbox value={node.wait} onChange={(wait) => change({ ...node, wait: wait ?? false })}>
        {t('flow.sub.wait')}
      </Checkbox>
      {node.wait ? (
        <OneOf
          label={t('flow.sub.rejected')}
          word="sub.rejected"
          value={node.onRejected}
          of={['reject', 'goOn']}
          onChange={(onRejected) => change({ ...node, onRejected })}
        />
      ) : null}
    </>
  );
}

function CallFields({ node }: { node: Of<'call'> }) {
  const t = useWords(words);
  const language = useLanguage();
  const { change, callables } = useSheet();
  const { what } = node;
  const choices = [
    ...callables.operations.map(({ name, title }) => ({ value: `operation ${name}`, label: title[language] })),
    ...callables.webhooks.map(({ id, name }) => ({
      value: `webhook ${id}`,
      label: t('flow.call.webhook.named', { name }),
    })),
  ];
  return (
    <>
      <Labelled label={t('flow.call')}>
        {(named) => (
          <Select
            {...named}
            searchable
            value={what.kind === 'operation' ? `operation ${what.operation}` : `webhook ${what.integration}`}
            choices={choices}
            onChange={(chosen) => {
              const [kind, name = ''] = (chosen ?? '').split(' ');
              if (kind === 'operation') change({ ...node, what: { kind, operation: name } });
              if (kind === 'webhook') change({ ...node, what: { kind, integration: name } });
            }}
          />
        )}
      </Labelled>
      <Mapping
        label={t('flow.call.input')}
        hint={t('flow.call.input.hint')}
        values={node.input}
        onChange={(input) => change({ ...node, input }, `${node.id} input`)}
      />
      <Checkbox value={node.wait} onChange={(wait) => change({ ...node, wait: wait ?? false })}>
        {t('flow.call.wait')}
      </Checkbox>
      {node.wait ? (
        <>
          <Labelled label={t('flow.call.deadline')}>
            {(named) => (
              <NumberInput
                {...named}
                value={node.deadlineMinutes}
                least={1}
                most={100_000}
                unit={t('flow.unit.minutes')}
                onChange={(deadlineMinutes) => deadlineMinutes && change({ ...node, deadlineMinutes })}
              />
            )}
          </Labelled>
          <OneOf
            label={t('flow.call.failed')}
            word="call.failed"
            value={node.onFailure}
            of={['suspend', 'goOn', 'reject']}
            onChange={(onFailure) => change({ ...node, onFailure })}
          />
        </>
      ) : null}
    </>
  );
}
