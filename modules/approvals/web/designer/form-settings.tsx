import { Button } from '#design/button.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Select } from '#design/select.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listEmployers } from '#modules/directory/contract/employers.ts';
import { bothLanguages, type FormDesign, type Numbering, numbering } from '../../contract/form-design.ts';
import { Labelled } from '../parts/labelled.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { ChoiceProperty } from './choice-property.tsx';
import { FormCondition } from './form-condition.tsx';
import { useFormKnows } from './form-context.ts';
import { UNSET } from './new-node.ts';
import { numberExample } from './number-example.ts';
import { NumberProperty } from './number-property.tsx';
import { PatternField } from './pattern-field.tsx';
import { useTyped } from './use-typed.ts';
import { WordsFields } from './words-fields.tsx';

/** What is of the whole form: its heading and summary, how requests are numbered, what must hold. */
export function FormSettings({ problems }: { problems: readonly string[] }) {
  const t = useWords(words);
  const { design, change } = useFormKnows();
  const setPattern = (part: 'title' | 'summary') => (pattern: FormDesign['title']) => {
    const { [part]: _, ...others } = design;
    change(pattern ? { ...others, [part]: pattern } : others, part);
  };
  return (
    <div className="flow-sheet form-properties">
      {problems.map((problem) => (
        <Note key={problem} tone="warn" icon="alert" title={problem} />
      ))}
      <PatternField
        label={t('design.title')}
        hint={t('design.title.hint')}
        part="title"
        onChange={setPattern('title')}
      />
      <PatternField
        label={t('design.summary')}
        hint={t('design.summary.hint')}
        part="summary"
        onChange={setPattern('summary')}
      />
      <h3>{t('design.numbering')}</h3>
      <NumberingFields />
      <h3>{t('design.validations')}</h3>
      <Validations />
    </div>
  );
}

function NumberingFields() {
  const t = useWords(words);
  const { design, change, endStep, facts } = useFormKnows();
  const employers = useRead(listEmployers, {}).data?.rows ?? [];
  const { typed, set, whole } = useTyped<Numbering>(
    design.numbering,
    (next) => numbering.safeParse(next).success,
    (next) => change({ ...design, numbering: next }, 'numbering'),
  );
  const free = employers.filter((one) => typed.employers.every(({ employerId }) => employerId !== one.id));
  const nameOf = (id: string) => employers.find((one) => one.id === id)?.name ?? '…';
  const prefix = (value: string, onChange: (next: string) => void, named: object) => (
    <Input {...named} value={value} most={20} onBlur={endStep} onChange={(next) => onChange(next ?? '')} />
  );
  return (
    <>
      <div className="flow-pair">
        <Labelled
          label={t('design.prefix')}
          required={false}
          hint={t('design.prefix.hint')}
          problem={whole ? undefined : t('design.numbering.wrong')}
        >
          {(named) => prefix(typed.prefix, (next) => set({ ...typed, prefix: next }), named)}
        </Labelled>
        <NumberProperty
          label={t('design.digits')}
          value={typed.digits}
          least={1}
          most={10}
          must
          onChange={(digits) => digits !== undefined && set({ ...typed, digits })}
        />
      </div>
      <div className="flow-pair">
        <ChoiceProperty
          label={t('design.date')}
          value={typed.date}
          of={['none', 'year', 'month', 'day']}
          say={(one) => t(`design.date.${one}`)}
          // A counter that begins again more often than the date changes would give numbers twice.
          onChange={(date) => set({ ...typed, date, reset: coarser(typed.reset, date) })}
        />
        <ChoiceProperty
          label={t('design.reset')}
          value={typed.reset}
          of={periods.slice(0, 1 + periods.indexOf(typed.date === 'none' ? 'never' : typed.date))}
          say={(one) => t(`design.reset.${one}`)}
          onChange={(reset) => set({ ...typed, reset })}
        />
      </div>
      {typed.employers.map((own, at) => (
        <div key={own.employerId} className="flow-row-line">
          <Labelled label={nameOf(own.employerId)}>
            {(named) =>
              prefix(
                own.prefix,
                (next) => set({ ...typed, employers: typed.employers.with(at, { ...own, prefix: next }) }),
                named,
              )
            }
          </Labelled>
          <Button
            kind="quiet"
            icon="trash"
            label={t('design.employer.remove', { name: nameOf(own.employerId) })}
            onPress={() => set({ ...typed, employers: typed.employers.toSpliced(at, 1) })}
          />
        </div>
      ))}
      {free.length > 0 && employers.length > 1 ? (
        <Select
          searchable
          placeholder={t('design.employer.add')}
          choices={free.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(employerId) =>
            employerId !== undefined &&
            set({
              ...typed,
              employers: [...typed.employers, { employerId, prefix: freePrefix(typed) }],
            })
          }
        />
      ) : null}
      <p className="form-example">
        <span className="gj-second">{t('design.example')}</span> {numberExample(design.numbering, facts.today)}
        {design.numbering.employers.map((own) => (
          <span key={own.employerId}> · {numberExample(design.numbering, facts.today, own.prefix)}</span>
        ))}
      </p>
    </>
  );
}

const periods = ['never', 'year', 'month', 'day'] as const;
type Period = (typeof periods)[number];

/** The period, or the finest one that a date allows. */
function coarser(reset: Period, date: Numbering['date']): Period {
  const most = date === 'none' ? 'never' : date;
  return periods.indexOf(reset) > periods.indexOf(most) ? most : reset;
}

/** A prefix that nobody has: that of the form with a letter behind. */
function freePrefix({ prefix, employers }: Numbering): string {
  const taken = new Set([prefix, ...employers.map((one) => one.prefix)]);
  const stem = prefix.slice(0, 18);
  for (const first of ' ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      const made = `${stem}${first.trim()}${letter}`;
      if (!taken.has(made)) return made;
    }
  }
  return stem;
}

/** What must hold of the whole form, each with what is told where it doesn't, and beside which field. */
function Validations() {
  const t = useWords(words);
  const spoken = useSpoken();
  const { design, change } = useFormKnows();
  const { validations } = design;
  const set = (next: FormDesign['validations'], topic?: string) => change({ ...design, validations: next }, topic);
  return (
    <>
      <p className="gj-second">{t('design.validations.hint')}</p>
      {validations.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules are known by their places only
        <section key={index} className="flow-rule" aria-label={t('design.validation', { number: index + 1 })}>
          <div className="form-rule-head">
            <h4>{t('design.validation', { number: index + 1 })}</h4>
            <Button
              kind="quiet"
              icon="trash"
              label={t('design.validation.remove', { number: index + 1 })}
              onPress={() => set(validations.toSpliced(index, 1))}
            />
          </div>
          <FormCondition
            when={one.holds}
            onChange={(holds) => set(validations.with(index, { ...one, holds }), `validation ${index}`)}
          />
          <WordsFields
            label={t('design.validation.message')}
            value={one.message}
            most={200}
            onChange={(message) =>
              message && set(validations.with(index, { ...one, message }), `validation ${index} message`)
            }
          />
          <Labelled label={t('design.validation.at')} required={false}>
            {(named) => (
              <Select
                {...named}
                value={one.at ?? ''}
                choices={[
                  { value: '', label: t('design.validation.whole') },
                  ...design.fields.flatMap((field) =>
                    field.kind === 'note' ? [] : [{ value: field.name, label: spoken(bothLanguages(field.label)) }],
                  ),
                ]}
                onChange={(at) => {
                  const { at: _, ...others } = one;
                  set(validations.with(index, at ? { ...others, at } : others));
                }}
              />
            )}
          </Labelled>
        </section>
      ))}
      <Button
        icon="plus"
        disabled={validations.length >= 100}
        onPress={() => set([...validations, { holds: UNSET, message: { zh: t('design.validation.usual') } }])}
      >
        {t('design.validation.add')}
      </Button>
    </>
  );
}
