import { Checkbox } from '#design/checkbox.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { Select } from '#design/select.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { type CellField, type Currency, currencies } from '../../contract/form-design.ts';
import { listKinds } from '../../contract/operations.ts';
import { Labelled } from '../parts/labelled.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { ChoiceProperty } from './choice-property.tsx';
import { FormulaField } from './formula-field.tsx';
import { NumberProperty } from './number-property.tsx';
import { OptionList } from './option-list.tsx';
import { WordsFields } from './words-fields.tsx';

type Of<K extends CellField['kind']> = Extract<CellField, { kind: K }>;
type Change = (field: CellField, topic?: string) => void;

/** What a field of one kind has beside what every field has. */
export function KindProperties({ field, path, onChange }: { field: CellField; path: string; onChange: Change }) {
  const t = useWords(words);
  switch (field.kind) {
    case 'text':
    case 'longText':
      return (
        <NumberProperty
          label={t('design.most')}
          value={field.most}
          least={1}
          most={field.kind === 'text' ? 500 : 10_000}
          must
          unit={t('design.unit.characters')}
          onChange={(most) => most !== undefined && onChange({ ...field, most }, `${path} most`)}
        />
      );
    case 'number':
      return <NumberFields field={field} path={path} onChange={onChange} />;
    case 'money':
      return <MoneyFields field={field} path={path} onChange={onChange} />;
    case 'date':
      return (
        <div className="flow-pair">
          <DayBound
            label={t('design.earliest')}
            value={field.earliest}
            onChange={(earliest) => onChange({ ...field, earliest })}
          />
          <DayBound
            label={t('design.latest')}
            value={field.latest}
            onChange={(latest) => onChange({ ...field, latest })}
          />
        </div>
      );
    case 'dateRange':
      return (
        <div className="form-flags">
          <Checkbox value={field.halfDays} onChange={(halfDays = false) => onChange({ ...field, halfDays })}>
            {t('design.halfDays')}
          </Checkbox>
        </div>
      );
    case 'choice':
      return (
        <>
          <OptionList
            label={t('design.kind.choice')}
            options={field.options}
            least={1}
            onChange={(options, topic) => onChange({ ...field, options }, topic && `${path} ${topic}`)}
          />
          <Several
            field={field}
            most={500}
            onChange={(multiple) => onChange({ ...field, multiple, initial: undefined })}
            onMost={(atMost) => onChange({ ...field, atMost }, `${path} atMost`)}
          />
        </>
      );
    case 'person':
    case 'department':
      return (
        <Several
          field={field}
          most={100}
          onChange={(multiple) => onChange({ ...field, multiple, initial: undefined })}
          onMost={(atMost = 20) => onChange({ ...field, atMost }, `${path} atMost`)}
        />
      );
    case 'file':
    case 'image':
      return (
        <NumberProperty
          label={t('design.atMost')}
          value={field.atMost}
          least={1}
          most={50}
          must
          onChange={(atMost) => atMost !== undefined && onChange({ ...field, atMost }, `${path} atMost`)}
        />
      );
    case 'formula':
      return <FormulaProperties field={field} path={path} onChange={onChange} />;
    case 'idNumber':
      return (
        <ChoiceProperty
          label={t('design.document')}
          value={field.document}
          of={['identityCard', 'any']}
          say={(one) => t(`design.document.${one}`)}
          onChange={(document) => onChange({ ...field, document })}
        />
      );
    case 'bankAccount':
      return (
        <ChoiceProperty
          label={t('design.account')}
          value={field.account}
          of={['card', 'any']}
          say={(one) => t(`design.account.${one}`)}
          onChange={(account) => onChange({ ...field, account })}
        />
      );
    case 'relatedApproval':
      return <RelatedFields field={field} path={path} onChange={onChange} />;
    case 'leave':
    case 'seal':
      return (
        <OptionList
          label={t(field.kind === 'leave' ? 'design.leaveKinds' : 'design.seals')}
          options={field.options}
          least={1}
          onChange={(options, topic) => onChange({ ...field, options }, topic && `${path} ${topic}`)}
        />
      );
    case 'costCentre':
    case 'budgetLine':
    case 'project':
      return (
        <>
          <OptionList
            label={t(`design.kind.${field.kind}`)}
            options={field.options}
            least={0}
            onChange={(options, topic) => onChange({ ...field, options }, topic && `${path} ${topic}`)}
          />
          {field.options.length === 0 ? <p className="gj-second">{t('design.options.typed')}</p> : null}
        </>
      );
    case 'invoice':
      return <CurrencyField value={field.currency} onChange={(currency) => onChange({ ...field, currency })} />;
    case 'rating':
      return (
        <NumberProperty
          label={t('design.highest')}
          value={field.highest}
          least={3}
          most={10}
          must
          onChange={(highest) => highest !== undefined && onChange({ ...field, highest }, `${path} highest`)}
        />
      );
    default:
      return null;
  }
}

type KindProps<K extends CellField['kind']> = { field: Of<K>; path: string; onChange: Change };

function NumberFields({ field, path, onChange }: KindProps<'number'>) {
  const t = useWords(words);
  return (
    <>
      <div className="form-three">
        <NumberProperty
          label={t('design.least')}
          value={field.least}
          decimals={field.decimals}
          onChange={(least) => onChange({ ...field, least }, `${path} least`)}
        />
        <NumberProperty
          label={t('design.largest')}
          value={field.largest}
          decimals={field.decimals}
          onChange={(largest) => onChange({ ...field, largest }, `${path} largest`)}
        />
        <NumberProperty
          label={t('design.decimals')}
          value={field.decimals}
          least={0}
          most={6}
          must
          onChange={(decimals = 0) => onChange({ ...field, decimals }, `${path} decimals`)}
        />
      </div>
      <WordsFields
        label={t('design.unit')}
        value={field.unit}
        most={20}
        optional
        onChange={(unit) => onChange({ ...field, unit }, `${path} unit`)}
      />
    </>
  );
}

function MoneyFields({ field, path, onChange }: KindProps<'money'>) {
  const t = useWords(words);
  const digits = currencies[field.currency];
  const scale = 10 ** digits;
  const bound = (which: 'least' | 'largest') => (
    <NumberProperty
      label={t(`design.${which}`)}
      value={field[which] === undefined ? undefined : field[which] / scale}
      decimals={digits}
      least={-999_999_999_999}
      most={999_999_999_999}
      onChange={(next) =>
        onChange({ ...field, [which]: next === undefined ? undefined : Math.round(next * scale) }, `${path} ${which}`)
      }
    />
  );
  return (
    <>
      <CurrencyField value={field.currency} onChange={(currency) => onChange({ ...field, currency })} />
      <div className="flow-pair">
        {bound('least')}
        {bound('largest')}
      </div>
      <CapitalsField field={field} onChange={(capitals) => onChange({ ...field, capitals })} />
    </>
  );
}

function CapitalsField(props: {
  field: { currency: Currency; capitals: boolean };
  onChange: (value: boolean) => void;
}) {
  const t = useWords(words);
  const { currency, capitals } = props.field;
  return currency === 'CNY' ? (
    <div className="form-flags">
      <Checkbox value={capitals} onChange={(next = false) => props.onChange(next)}>
        {t('design.capitals')}
      </Checkbox>
    </div>
  ) : null;
}

function CurrencyField(props: { value: Currency; onChange: (currency: Currency) => void }) {
  const t = useWords(words);
  return (
    <Labelled label={t('design.currency')}>
      {(named) => (
        <Select
          {...named}
          value={props.value}
          choices={(Object.keys(currencies) as Currency[]).map((value) => ({
            value,
            label: `${value} ${t(`design.currency.${value}`)}`,
          }))}
          onChange={(currency) => currency !== undefined && props.onChange(currency)}
        />
      )}
    </Labelled>
  );
}

function FormulaProperties({ field, path, onChange }: KindProps<'formula'>) {
  const t = useWords(words);
  return (
    <>
      <FormulaField
        label={t('design.formula')}
        field={field}
        path={path}
        value={field.formula}
        gives={field.gives === 'text' ? 'text' : 'number'}
        onChange={(formula) => onChange({ ...field, formula }, `${path} formula`)}
      />
      <div className="flow-pair">
        <ChoiceProperty
          label={t('design.gives')}
          value={field.gives}
          of={['number', 'money', 'text']}
          say={(one) => t(`design.gives.${one}`)}
          onChange={(gives) => onChange({ ...field, gives })}
        />
        {field.gives === 'number' ? (
          <NumberProperty
            label={t('design.decimals')}
            value={field.decimals}
            least={0}
            most={6}
            must
            onChange={(decimals = 0) => onChange({ ...field, decimals }, `${path} decimals`)}
          />
        ) : null}
        {field.gives === 'money' ? (
          <CurrencyField value={field.currency} onChange={(currency) => onChange({ ...field, currency })} />
        ) : null}
      </div>
      {field.gives === 'money' ? (
        <CapitalsField field={field} onChange={(capitals) => onChange({ ...field, capitals })} />
      ) : null}
    </>
  );
}

function Several(props: {
  field: Of<'choice'> | Of<'person'> | Of<'department'>;
  most: number;
  onChange: (multiple: boolean) => void;
  onMost: (atMost: number | undefined) => void;
}) {
  const t = useWords(words);
  const { multiple, atMost } = props.field;
  return (
    <>
      <div className="form-flags">
        <Checkbox value={multiple} onChange={(next = false) => props.onChange(next)}>
          {t('design.multiple')}
        </Checkbox>
      </div>
      {multiple ? (
        <NumberProperty
          label={t('design.atMost')}
          value={atMost}
          least={1}
          most={props.most}
          must={props.field.kind !== 'choice'}
          onChange={props.onMost}
        />
      ) : null}
    </>
  );
}

function RelatedFields({ field, path, onChange }: KindProps<'relatedApproval'>) {
  const t = useWords(words);
  const spoken = useSpoken();
  const from = useRead(listKinds, {});
  const kinds = from.data?.rows ?? [];
  return (
    <>
      <Labelled label={t('design.relatedKinds')} required={false} hint={t('design.relatedKinds.hint')}>
        {(named) => (
          <MultiSelect
            {...named}
            value={field.kinds}
            from={from}
            choices={kinds.map((one) => ({ value: one.kind, label: spoken(one.title) }))}
            onChange={(next) => onChange({ ...field, kinds: [...(next ?? [])].slice(0, 50) })}
          />
        )}
      </Labelled>
      <NumberProperty
        label={t('design.atMost')}
        value={field.atMost}
        least={1}
        most={20}
        must
        onChange={(atMost) => atMost !== undefined && onChange({ ...field, atMost }, `${path} atMost`)}
      />
    </>
  );
}

/** The first or the last day that may be given: none, today whenever it is, or one day. */
function DayBound(props: { label: string; value: string | undefined; onChange: (value: string | undefined) => void }) {
  const t = useWords(words);
  const { value } = props;
  return (
    <Labelled label={props.label} group>
      {() => (
        <div className="form-words">
          <Select<'none' | 'today' | 'day'>
            value={value === undefined ? 'none' : value === 'today' ? 'today' : 'day'}
            choices={(['none', 'today', 'day'] as const).map((one) => ({
              value: one,
              label: t(`design.bound.${one}`),
            }))}
            onChange={(next) => props.onChange(next === 'none' ? undefined : next === 'today' ? 'today' : '2030-01-01')}
          />
          {value !== undefined && value !== 'today' ? (
            <DatePicker value={value} onChange={(next) => next && props.onChange(next)} />
          ) : null}
        </div>
      )}
    </Labelled>
  );
}
