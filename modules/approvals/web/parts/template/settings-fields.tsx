import { Input } from '#design/input.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Select } from '#design/select.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { listRoles } from '#modules/access/contract/roles.ts';
import { departmentPicker } from '#modules/directory/contract/parts.ts';
import type { Numbering } from '../../../contract/form-design.ts';
import type { TemplateContent, TemplateSettings } from '../../../contract/template.ts';
import { numberingOf, withNumbering } from '../../../domain/template/numbering-of.ts';
import { words } from '../../words.ts';
import { Labelled } from '../labelled.tsx';

interface FieldProps<T> {
  readonly value: T;
  readonly onChange: (next: T) => void;
  readonly disabled?: boolean;
}

/** Letters, date and counter of the requests' numbers. */
export function NumberingFields({ value, onChange, disabled = false }: FieldProps<Numbering>) {
  const t = useWords(words);
  return (
    <>
      <Labelled label={t('template.prefix')} hint={t('template.prefix.hint')}>
        {(named) => (
          <Input
            {...named}
            disabled={disabled}
            value={value.prefix}
            onChange={(next) => onChange({ ...value, prefix: next ?? '' })}
          />
        )}
      </Labelled>
      <Labelled label={t('template.numberDate')} group>
        {(named) => (
          <RadioGroup<Numbering['date']>
            {...named}
            disabled={disabled}
            value={value.date}
            choices={(['none', 'year', 'month', 'day'] as const).map((date) => ({
              value: date,
              label: t(`template.numberDate.${date}`),
            }))}
            onChange={(date) => {
              if (date) onChange({ ...value, date, reset: date === 'none' ? 'never' : date });
            }}
          />
        )}
      </Labelled>
      <Labelled label={t('template.digits')}>
        {(named) => (
          <NumberInput
            {...named}
            disabled={disabled}
            least={1}
            most={10}
            value={value.digits}
            onChange={(next) => onChange({ ...value, digits: next ?? 4 })}
          />
        )}
      </Labelled>
    </>
  );
}

/** How long archived requests of this kind are kept. */
export function RetentionFields({ value, onChange, disabled = false }: FieldProps<TemplateSettings['retention']>) {
  const t = useWords(words);
  const kind = value === null ? 'usual' : value === 'permanent' ? 'permanent' : 'years';
  return (
    <>
      <Labelled label={t('template.retention')} group>
        {(named) => (
          <RadioGroup<'usual' | 'years' | 'permanent'>
            {...named}
            disabled={disabled}
            value={kind}
            choices={(['usual', 'years', 'permanent'] as const).map((one) => ({
              value: one,
              label: t(`template.retention.${one}`),
            }))}
            onChange={(next) => onChange(next === 'years' ? 10 : next === 'permanent' ? 'permanent' : null)}
          />
        )}
      </Labelled>
      {typeof value === 'number' ? (
        <Labelled label={t('template.years')}>
          {(named) => (
            <NumberInput
              {...named}
              disabled={disabled}
              least={1}
              most={100}
              value={value}
              onChange={(next) => onChange(next ?? 1)}
            />
          )}
        </Labelled>
      ) : null}
    </>
  );
}

/** Who may begin a request. */
export function StarterFields({ value, onChange, disabled = false }: FieldProps<TemplateSettings['starters']>) {
  const t = useWords(words);
  const language = useLanguage();
  const from = useRead(listRoles, {});
  const listed = from.data?.roles ?? [];
  const roles = [
    ...(Object.entries(builtInRoles) as [keyof typeof builtInRoles, string][])
      .filter(([name]) => name !== 'employee')
      .map(([name, id]) => ({
        value: name as string,
        label: listed.find((role) => role.id === id)?.name[language] ?? t(`flow.role.${name as 'hr'}`),
      })),
    ...listed.filter((role) => !role.builtIn).map((role) => ({ value: role.id, label: role.name[language] })),
  ];
  return (
    <>
      <Labelled label={t('template.starters')} group>
        {(named) => (
          <RadioGroup<'everybody' | 'listed'>
            {...named}
            disabled={disabled}
            value={value.kind}
            choices={(['everybody', 'listed'] as const).map((one) => ({
              value: one,
              label: t(`template.starters.${one}`),
            }))}
            onChange={(kind) =>
              onChange(kind === 'listed' ? { kind, departments: [], roles: [] } : { kind: 'everybody' })
            }
          />
        )}
      </Labelled>
      {value.kind === 'listed' ? (
        <>
          <Labelled label={t('template.departments')} required={false}>
            {(named) => (
              <Part
                of={departmentPicker}
                {...named}
                disabled={disabled}
                value={value.departments}
                onChange={(next) => onChange({ ...value, departments: next ?? [] })}
              />
            )}
          </Labelled>
          <Labelled label={t('template.roles')} required={false}>
            {(named) => (
              <MultiSelect
                {...named}
                disabled={disabled}
                value={value.roles}
                from={from}
                choices={roles}
                onChange={(next) => onChange({ ...value, roles: [...(next ?? [])] })}
              />
            )}
          </Labelled>
        </>
      ) : null}
    </>
  );
}

/** What a template says beside its form and its flow. */
export function SettingsFields({ value, onChange, disabled = false }: FieldProps<TemplateContent>) {
  const t = useWords(words);
  const { settings } = value;
  const set = (change: Partial<TemplateSettings>) => onChange({ ...value, settings: { ...settings, ...change } });
  const numbering = numberingOf(value);
  return (
    <div className="gj-form">
      <Labelled label={t('template.title')}>
        {(named) => (
          <Input
            {...named}
            disabled={disabled}
            value={settings.title.zh}
            onChange={(zh) => set({ title: { ...settings.title, zh: zh ?? '' } })}
          />
        )}
      </Labelled>
      <Labelled label={t('template.title.en')} required={false}>
        {(named) => (
          <Input
            {...named}
            disabled={disabled}
            value={settings.title.en ?? ''}
            onChange={(en) => set({ title: en ? { ...settings.title, en } : { zh: settings.title.zh } })}
          />
        )}
      </Labelled>
      {numbering ? (
        <NumberingFields
          value={numbering}
          disabled={disabled}
          onChange={(next) => onChange(withNumbering(value, next))}
        />
      ) : null}
      <Labelled label={t('template.heading')} required={false} hint={t('template.heading.hint')}>
        {(named) => (
          <Input
            {...named}
            disabled={disabled}
            value={settings.heading?.zh ?? ''}
            onChange={(zh) => set({ heading: zh ? { zh } : null })}
          />
        )}
      </Labelled>
      <RetentionFields value={settings.retention} disabled={disabled} onChange={(retention) => set({ retention })} />
      <StarterFields value={settings.starters} disabled={disabled} onChange={(starters) => set({ starters })} />
    </div>
  );
}

/** How important a template is and whose: for who governs it. Takes effect at once. */
export function ClassChoice(props: FieldProps<'core' | 'department'>) {
  const t = useWords(words);
  return (
    <Select
      value={props.value}
      disabled={props.disabled ?? false}
      choices={(['core', 'department'] as const).map((one) => ({ value: one, label: t(`template.class.${one}`) }))}
      onChange={(next) => next && props.onChange(next)}
    />
  );
}
