import { useId } from 'react';
import { FieldFrame } from '#design/field-frame.tsx';
import { Select } from '#design/select.tsx';
import { TimeInput } from '#design/time-input.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { Quiet } from '../../contract/timing.ts';
import { words } from '../words.ts';
import '../notifications.css';

const modes = ['outsideWork', 'hours', 'never'] as const;
const night = { mode: 'hours', from: '22:00', to: '08:00' } as const;

/** How quiet hours are chosen. `company`: what holds without a choice (null), which then is the first choice. */
export function QuietFields(props: { value: Quiet | null; company?: Quiet; onChange: (value: Quiet | null) => void }) {
  const t = useWords(words);
  const id = useId();
  const { value, company, onChange } = props;
  const shown = (quiet: Quiet) =>
    quiet.mode === 'hours' ? t('quiet.hoursOf', { from: quiet.from, to: quiet.to }) : t(`quiet.${quiet.mode}`);
  const choose = (mode: string | undefined) => {
    if (mode === 'outsideWork' || mode === 'never') onChange({ mode });
    else onChange(mode === 'hours' ? night : null);
  };
  const time = (name: 'from' | 'to') => (
    <FieldFrame id={`${id}-${name}`} label={t(`quiet.${name}`)}>
      <TimeInput
        id={`${id}-${name}`}
        value={value?.mode === 'hours' ? value[name] : ''}
        onChange={(next) => next && value?.mode === 'hours' && onChange({ ...value, [name]: next })}
      />
    </FieldFrame>
  );
  return (
    <>
      <FieldFrame id={id} label={t('quiet.label')}>
        <Select<string>
          id={id}
          value={value?.mode ?? 'company'}
          choices={[
            ...(company ? [{ value: 'company', label: t('quiet.company', { what: shown(company) }) }] : []),
            ...modes.map((mode) => ({ value: mode, label: t(`quiet.${mode}`) })),
          ]}
          onChange={choose}
        />
      </FieldFrame>
      {value?.mode === 'hours' ? (
        <div className="notice-times">
          {time('from')}
          {time('to')}
        </div>
      ) : null}
    </>
  );
}
