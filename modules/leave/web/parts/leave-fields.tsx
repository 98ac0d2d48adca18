import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { Select } from '#design/select.tsx';
import { TextArea } from '#design/text-area.tsx';
import type { OperationContract } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/failure-note.tsx';
import { Field } from '#kernel/web/field.tsx';
import { useLanguage } from '#kernel/web/language.ts';
import type { FormState } from '#kernel/web/use-form.ts';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { previewRequest } from '#modules/approvals/contract/operations.ts';
import type { HalfDayShape } from '#modules/worktime/contract/reckonings.ts';
import { type changeLeave, listKinds, reckonLeave, type requestLeave } from '../../contract/operations.ts';
import { words } from '../words.ts';
import { HalfDayPicker } from './half-day-picker.tsx';

const lengths = [0.5, 1, 2, 3] as const;

/** The other end of so many days that begin with a half day, counted on the calendar; workdays are the server's to count. */
function endOf({ date, half }: HalfDayShape, days: number): HalfDayShape {
  const last = (half === 'morning' ? 0 : 1) + days * 2 - 1;
  const at = new Date(Date.parse(`${date}T00:00:00Z`) + Math.floor(last / 2) * 86_400_000);
  return { date: at.toISOString().slice(0, 10), half: last % 2 === 0 ? 'morning' : 'afternoon' };
}

/** Kind, from, to, reason; below them how many days it takes, and who will be asked. */
export function LeaveFields<C extends typeof requestLeave | typeof changeLeave>(props: {
  form: FormState<C & OperationContract<'command'>>;
  besideRequestId?: string;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const form = props.form as unknown as FormState<typeof requestLeave>;
  const { from, to, kind, reason } = form.values;
  const kinds = useRead(listKinds, {}).data?.rows ?? [];
  const reckoned = useRead(
    reckonLeave,
    {
      from: from ?? { date: '2000-01-01', half: 'morning' },
      to: to ?? { date: '2000-01-01', half: 'morning' },
      ...(props.besideRequestId !== undefined && { besideRequestId: props.besideRequestId }),
    },
    { when: from !== undefined && to !== undefined, keep: true },
  );
  const days = reckoned.failure ? undefined : reckoned.data?.days;
  const kindName = kinds.find((one) => one.kind === kind)?.name;
  const preview = useRead(
    previewRequest,
    { kind: 'leave.leave', form: { kind, kindName, from, to, days, reason: reason?.trim() || '-' } },
    { when: days !== undefined && kindName !== undefined, keep: true },
  );
  return (
    <>
      <Field form={form} name="kind" label={t('kind')}>
        {(control) => (
          <Select {...control} choices={kinds.map((one) => ({ value: one.kind, label: one.name[language] }))} />
        )}
      </Field>
      <Field form={form} name="from" label={t('from')}>
        {(control) => (
          <HalfDayPicker
            {...control}
            half="morning"
            label={t('from')}
            onChange={(value) => {
              control.onChange?.(value);
              if (value && to && `${to.date} ${to.half}` < `${value.date} ${value.half}`)
                form.set('to', endOf(value, 1));
            }}
          />
        )}
      </Field>
      <Field form={form} name="to" label={t('to')}>
        {(control) => (
          <HalfDayPicker {...control} half="afternoon" label={t('to')} {...(from && { least: from.date })} />
        )}
      </Field>
      {from ? (
        <div className="gj-actions">
          {lengths.map((length) => (
            <Button key={length} kind="quiet" onPress={() => form.set('to', endOf(from, length))}>
              {t('days', { count: length })}
            </Button>
          ))}
        </div>
      ) : null}
      {reckoned.failure ? <FailureNote failure={reckoned.failure} /> : null}
      {days !== undefined && from && to ? (
        <Note tone="accent" icon="calendar" title={t('takes', { days: t('days', { count: days }) })}>
          {reckoned.data && reckoned.data.unknownYears.length > 0
            ? t('provisional', { years: reckoned.data.unknownYears })
            : null}
        </Note>
      ) : null}
      <Field form={form} name="reason" label={t('reason')}>
        {(control) => <TextArea {...control} rows={2} most={500} />}
      </Field>
      {preview.failure ? <FailureNote failure={preview.failure} /> : null}
      {preview.data && days !== undefined ? (
        <ol className="leave-approvers" aria-label={t('approvers')}>
          {preview.data.steps.map((step) => (
            <li key={`${step.kind} ${step.name.en} ${step.people.map((person) => person.id).join()}`}>
              <span className="gj-second">{step.name[language] || t('copyTo')}</span>{' '}
              {step.people.map((person) => person.name).join(language === 'zh' ? '、' : ', ')}
            </li>
          ))}
        </ol>
      ) : null}
    </>
  );
}
