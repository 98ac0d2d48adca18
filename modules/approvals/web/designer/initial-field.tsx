import { Checkbox } from '#design/checkbox.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { type CellField, initialKinds } from '../../contract/form-design.ts';
import { isEmptyValue } from '../../contract/form-values.ts';
import { CellControl } from '../form/cell-control.tsx';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';
import { useFormKnows } from './form-context.ts';

/** What a new request begins with: typed in the field's own control; a date may follow the day, a person the applicant. */
export function InitialField({ field, onChange }: { field: CellField; onChange: (field: CellField) => void }) {
  const t = useWords(words);
  const { endStep } = useFormKnows();
  if (!initialKinds.has(field.kind) || field.rules.compute !== undefined) return null;
  const { initial, ...others } = field;
  const set = (value: unknown) => onChange(isEmptyValue(value) ? (others as CellField) : { ...field, initial: value });
  const follows = { date: 'today', person: 'applicant' }[field.kind as string];
  if (field.kind === 'person' && field.multiple) return null;
  return (
    <>
      {follows === undefined ? null : (
        <div className="form-flags">
          <Checkbox value={initial === follows} onChange={(next) => set(next ? follows : undefined)}>
            {t(field.kind === 'date' ? 'design.initial.today' : 'design.initial.applicant')}
          </Checkbox>
        </div>
      )}
      {field.kind === 'person' || initial === 'today' ? null : (
        <Labelled label={t('design.initial')} required={false}>
          {({ label, ...named }) => (
            <CellControl {...named} label={label} field={field} value={initial} onBlur={endStep} onChange={set} />
          )}
        </Labelled>
      )}
    </>
  );
}
