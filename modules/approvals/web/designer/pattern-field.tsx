import { useWords } from '#kernel/web/language/use-words.ts';
import type { DesignWords, FormDesign } from '../../contract/form-design.ts';
import { summaryOf } from '../../domain/form/summary-of.ts';
import { namesOf, tableNames, typesOf } from '../../domain/form/types-of.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { askedName } from './describe-node.ts';
import { useFormKnows } from './form-context.ts';
import { InsertField } from './insert-field.tsx';
import { useConditions } from './sheet-context.ts';
import { WordsFields } from './words-fields.tsx';

/** A heading or a summary with values of fields in it, put in by picking, and how it looks on sample values. */
export function PatternField(props: {
  label: string;
  hint: string;
  part: 'title' | 'summary';
  onChange: (pattern: DesignWords | undefined) => void;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { design, outcome } = useFormKnows();
  const { speech } = useConditions();
  const pattern = design[props.part];
  const secret = secretNames(design);
  const known = typesOf(design);
  const kind = { zh: t('design.sample.kind'), en: t('design.sample.kind') };
  const told = summaryOf(design, kind, outcome.values);
  const put = (name: string) => {
    const added = (text: string) => `${text}${text === '' || text.endsWith(' ') ? '' : ' '}{${name}}`;
    const next = { zh: added(pattern?.zh ?? ''), ...(pattern?.en === undefined ? {} : { en: added(pattern.en) }) };
    if (next.zh.length <= 200) props.onChange(next);
  };
  return (
    <section className="form-pattern" aria-label={props.label}>
      <WordsFields
        label={props.label}
        value={pattern}
        most={200}
        optional
        hint={props.hint}
        onChange={props.onChange}
      />
      <InsertField
        choices={[
          { value: 'kind', label: t('design.pattern.kind') },
          ...speech.fields
            .filter((one) => !one.fact && !one.pick && !secret.has(one.name) && Object.hasOwn(known, one.name))
            .map((one) => ({ value: one.name, label: askedName(one, speech), search: one.name })),
        ]}
        onPick={put}
      />
      <p className="form-example">
        <span className="gj-second">{t('design.example')}</span>{' '}
        {spoken(props.part === 'title' ? (told.title ?? kind) : told)}
      </p>
    </section>
  );
}

/** Names of what is masked: it may stand in no list. */
function secretNames(design: FormDesign): ReadonlySet<string> {
  const names = new Set<string>();
  for (const field of design.fields) {
    if (field.kind === 'note') continue;
    if (field.kind !== 'table') {
      if (field.sensitive) for (const name of Object.keys(namesOf(field))) names.add(name);
      continue;
    }
    const columns = field.columns.filter((column) => field.sensitive || column.sensitive);
    for (const name of Object.keys(tableNames({ ...field, columns })))
      if (name !== `${field.name}_count`) names.add(name);
  }
  return names;
}
