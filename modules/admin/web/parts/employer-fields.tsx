import { Button } from '#design/button.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Select } from '#design/select.tsx';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { setUpCompany } from '../../contract/set-up.ts';
import { words } from '../words.ts';

export type EmployerInput = CallInputOf<typeof setUpCompany>['employers'][number];

const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }));

/** One employer of the first set-up. */
export function EmployerFields(props: {
  number: number;
  employer: EmployerInput;
  problemOf: (field: string) => string | undefined;
  onChange: (employer: EmployerInput) => void;
  onRemove?: () => void;
}) {
  const t = useWords(words);
  const { employer, number } = props;
  const text = (name: 'name' | 'shortName' | 'taxNumber' | 'place', label: string, hint?: string) => {
    const id = `employer-${number}-${name}`;
    const problem = props.problemOf(name);
    return (
      <div className={name === 'name' ? 'admin-wide' : undefined}>
        <FieldFrame id={id} label={label} required={name === 'name'} hint={hint} problem={problem}>
          <Input
            id={id}
            value={employer[name] ?? ''}
            invalid={problem !== undefined}
            describedBy={`${id}-told`}
            onChange={(value) =>
              props.onChange({ ...employer, [name]: name === 'name' ? (value ?? '') : value || null })
            }
          />
        </FieldFrame>
      </div>
    );
  };
  const zoneId = `employer-${number}-zone`;
  return (
    <section className="admin-employer">
      <header>
        <span>{t('setUp.employer', { number })}</span>
        {props.onRemove ? (
          <Button kind="quiet" icon="trash" onPress={props.onRemove}>
            {t('setUp.removeEmployer')}
          </Button>
        ) : null}
      </header>
      {text('name', t('setUp.name'))}
      {text('shortName', t('setUp.shortName'), t('setUp.shortHint'))}
      {text('taxNumber', t('setUp.taxNumber'))}
      {text('place', t('setUp.place'))}
      <FieldFrame id={zoneId} label={t('setUp.timeZone')}>
        <Select
          id={zoneId}
          value={employer.timeZone ?? 'Asia/Shanghai'}
          searchable
          choices={zones}
          onChange={(timeZone) => props.onChange({ ...employer, timeZone: timeZone ?? 'Asia/Shanghai' })}
        />
      </FieldFrame>
    </section>
  );
}
