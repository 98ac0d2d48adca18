import { useEffect } from 'react';
import { Icon } from '#design/icon.tsx';
import { Input } from '#design/input.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { TextArea } from '#design/text-area.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import type { FormState } from '#kernel/web/forms/use-form.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { type listKinds, reckonLeave, type requestLeave } from '../../contract/operations.ts';
import { endOfLeave, halfDayKey } from '../half-days.ts';
import { words } from '../words.ts';
import { HalfDayInput } from './half-day-input.tsx';
import { LeavePath } from './leave-path.tsx';
import { ReckonedLeave } from './reckoned-leave.tsx';

/** Kind, days, reason; below them what the server makes of it: the days it takes and who will be asked. */
export function LeaveForm(props: {
  form: FormState<typeof requestLeave>;
  kinds: OutputOf<typeof listKinds>['rows'];
  /** How long the last leave was: so long is this one to begin with. */
  usualDays: number;
  besideRequestId?: string;
  /** Whose leave it is, where it isn't the viewer's. */
  applicantId?: string;
  send: string;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const { form, kinds, usualDays, besideRequestId, applicantId } = props;
  const forWhom = applicantId === undefined ? {} : { applicantId };
  const { kind, from, to } = form.values;
  const { set } = form;
  useEffect(() => {
    if (from && (!to || halfDayKey(to) < halfDayKey(from))) set('to', endOfLeave(from, to ? 1 : usualDays));
  }, [from, to, set, usualDays]);

  const chosen = kinds.find((one) => one.kind === kind);
  const isSpan = from !== undefined && to !== undefined && halfDayKey(from) <= halfDayKey(to);
  const span = isSpan ? { from, to, ...(besideRequestId ? { besideRequestId } : {}), ...forWhom } : undefined;
  const reckoned = useRead(reckonLeave, span ?? { from: nowhere, to: nowhere }, { when: span !== undefined });
  return (
    <Form form={form} send={props.send} icon="send" wide>
      <Field form={form} name="kind" label={t('kind')} hint={<Sensitive />}>
        {(control) => (
          <RadioGroup {...control} choices={kinds.map((one) => ({ value: one.kind, label: one.name[language] }))} />
        )}
      </Field>
      <div className="leave-span">
        <Field form={form} name="from" label={t('from')}>
          {(control) => <HalfDayInput {...control} label={t('from')} usual="morning" />}
        </Field>
        <Field form={form} name="to" label={t('to')}>
          {(control) => (
            <HalfDayInput {...control} label={t('to')} usual="afternoon" {...(from ? { least: from.date } : {})} />
          )}
        </Field>
      </div>
      {span ? <ReckonedLeave span={span} told={form.failure?.code} /> : <p className="gj-second">{t('takes.hint')}</p>}
      <Field form={form} name="reason" label={t('reason')} hint={<Sensitive />}>
        {(control) => <TextArea {...control} rows={2} most={500} />}
      </Field>
      {besideRequestId ? null : (
        <Field form={form} name="urgent" label={t('urgent')} hint={t('urgent.hint')}>
          {(control) => <Input {...control} most={200} />}
        </Field>
      )}
      {span && chosen && reckoned.data ? (
        <LeavePath
          {...forWhom}
          form={{
            kind: chosen.kind,
            kindName: chosen.name,
            from: span.from,
            to: span.to,
            days: reckoned.data.days,
            // Who is asked doesn't hang on what is written, and what is written isn't sent before it is finished.
            reason: '-',
          }}
        />
      ) : null}
    </Form>
  );
}

const nowhere = { date: '2000-01-01', half: 'morning' } as const;

function Sensitive() {
  const t = useWords(words);
  return (
    <span className="leave-sensitive">
      <Icon name="lock" size={14} /> {t('sensitive')}
    </span>
  );
}
