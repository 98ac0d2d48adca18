import { Checkbox } from '#design/checkbox.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { Note } from '#design/note.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import {
  bothLanguages,
  type CellField,
  type DesignField,
  MOST_ROWS,
  type TableField,
} from '../../contract/form-design.ts';
import { partsOf } from '../../domain/form/types-of.ts';
import { Labelled } from '../parts/labelled.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { ChoiceProperty } from './choice-property.tsx';
import { useFormKnows } from './form-context.ts';
import { FormulaField } from './formula-field.tsx';
import { InitialField } from './initial-field.tsx';
import { KindProperties } from './kind-properties.tsx';
import { NumberProperty } from './number-property.tsx';
import { RuleField } from './rule-fields.tsx';
import { WordsFields } from './words-fields.tsx';

/** Everything that a field or column is, by kind. */
export function FieldProperties(props: { field: DesignField; path: string; problems: readonly string[] }) {
  const t = useWords(words);
  const { changeField } = useFormKnows();
  const { field, path } = props;
  const isColumn = path.includes('.');
  const change = (next: DesignField, topic?: string) => changeField(path, next, topic);
  return (
    <div className="flow-sheet form-properties">
      {props.problems.map((problem) => (
        <Note key={problem} tone="warn" icon="alert" title={problem} />
      ))}
      {field.kind === 'note' ? (
        <NoteProperties field={field} path={path} onChange={change} />
      ) : (
        <>
          <WordsFields
            label={t('design.label')}
            value={field.label}
            most={100}
            onChange={(label) => label && change({ ...field, label }, `${path} label`)}
          />
          <WordsFields
            label={t('design.help')}
            value={field.help}
            most={500}
            optional
            onChange={(help) => change({ ...field, help }, `${path} help`)}
          />
          <Flags field={field} onChange={change} />
          {field.kind === 'table' ? (
            <TableProperties field={field} path={path} onChange={change} />
          ) : (
            <>
              <KindProperties field={field} path={path} onChange={change} />
              <InitialField field={field} onChange={(next) => change(next, `${path} initial`)} />
            </>
          )}
        </>
      )}
      {isColumn || field.kind === 'table' ? null : (
        <ChoiceProperty
          label={t('design.width')}
          value={field.width}
          of={['full', 'half', 'third']}
          say={(width) => t(`design.width.${width}`)}
          onChange={(width) => change({ ...field, width })}
        />
      )}
      <h3>{t('design.rules')}</h3>
      <Rules field={field} path={path} onChange={change} />
      <p className="gj-faint form-name">{t('design.name', { name: path })}</p>
    </div>
  );
}

type Change = (field: DesignField, topic?: string) => void;

/** What holds of every field: required, sensitive. What is computed nobody fills in. */
function Flags({ field, onChange }: { field: CellField | TableField; onChange: Change }) {
  const t = useWords(words);
  const isComputed = field.kind === 'formula' || field.rules.compute !== undefined;
  return (
    <div className="form-flags">
      {isComputed ? null : (
        <Checkbox value={field.required} onChange={(required = false) => onChange({ ...field, required })}>
          {t('design.required')}
        </Checkbox>
      )}
      <Checkbox value={field.sensitive} onChange={(sensitive = false) => onChange({ ...field, sensitive })}>
        {t('design.sensitive')}
      </Checkbox>
    </div>
  );
}

function NoteProperties(props: { field: Extract<DesignField, { kind: 'note' }>; path: string; onChange: Change }) {
  const t = useWords(words);
  const { field, path, onChange } = props;
  return (
    <>
      <WordsFields
        label={t('design.text')}
        value={field.text}
        most={5_000}
        long
        onChange={(text) => text && onChange({ ...field, text }, `${path} text`)}
      />
      <ChoiceProperty
        label={t('design.tone')}
        value={field.tone}
        of={['plain', 'accent', 'warn']}
        say={(tone) => t(`design.tone.${tone}`)}
        onChange={(tone) => onChange({ ...field, tone })}
      />
    </>
  );
}

function TableProperties({ field, path, onChange }: { field: TableField; path: string; onChange: Change }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const countable = field.columns.filter((column) => partsOf(column)[0]?.[1] === 'number');
  return (
    <>
      <div className="flow-pair">
        <NumberProperty
          label={t('design.rows.least')}
          value={field.atLeast}
          least={0}
          most={MOST_ROWS}
          must
          onChange={(atLeast = 0) => onChange({ ...field, atLeast }, `${path} atLeast`)}
        />
        <NumberProperty
          label={t('design.rows.most')}
          value={field.atMost}
          least={1}
          most={MOST_ROWS}
          must
          onChange={(atMost = 100) => onChange({ ...field, atMost }, `${path} atMost`)}
        />
      </div>
      <Labelled label={t('design.sums')} required={false} hint={t('design.sums.hint')}>
        {(named) => (
          <MultiSelect
            {...named}
            value={field.sums}
            choices={countable.map((one) => ({ value: one.name, label: spoken(bothLanguages(one.label)) }))}
            onChange={(next) => onChange({ ...field, sums: [...(next ?? [])] })}
          />
        )}
      </Labelled>
    </>
  );
}

/** Kinds whose value an expression can give, and what it must give (as checkDesign says). */
function computes(field: DesignField): 'number' | 'text' | undefined {
  if (field.kind === 'number' || field.kind === 'money') return 'number';
  const isText = ['text', 'longText', 'date', 'time'].includes(field.kind);
  return isText || (field.kind === 'choice' && !field.multiple) ? 'text' : undefined;
}

function Rules({ field, path, onChange }: { field: DesignField; path: string; onChange: Change }) {
  const t = useWords(words);
  const show = (
    <RuleField
      title={t('design.rule.show')}
      hint={t('design.rule.show.hint')}
      when={field.rules.show}
      onChange={(next) => {
        const { show: _, ...others } = field.rules;
        onChange(
          { ...field, rules: next === undefined ? others : { ...others, show: next } } as DesignField,
          `${path} show`,
        );
      }}
    />
  );
  if (field.kind === 'note') return show;
  const { compute } = field.rules;
  const gives = computes(field);
  const set = (part: 'require' | 'compute', next: string | undefined) => {
    const { [part]: _, ...others } = field.rules;
    onChange({ ...field, rules: next === undefined ? others : { ...others, [part]: next } }, `${path} ${part}`);
  };
  return (
    <>
      {show}
      {field.kind === 'formula' || compute !== undefined ? null : (
        <RuleField
          title={t('design.rule.require')}
          hint={t('design.rule.require.hint')}
          when={field.rules.require}
          onChange={(next) => set('require', next)}
        />
      )}
      {field.kind === 'table' || gives === undefined ? null : (
        <section className="form-rule" aria-label={t('design.rule.compute')}>
          <Checkbox
            value={compute !== undefined}
            onChange={(next) => set('compute', next ? (gives === 'number' ? '0' : '""') : undefined)}
          >
            {t('design.rule.compute')}
          </Checkbox>
          {compute === undefined ? (
            <p className="gj-second">{t('design.rule.compute.hint')}</p>
          ) : (
            <FormulaField
              label={t('design.formula')}
              field={field}
              path={path}
              value={compute}
              gives={gives}
              onChange={(next) => set('compute', next)}
            />
          )}
        </section>
      )}
    </>
  );
}
