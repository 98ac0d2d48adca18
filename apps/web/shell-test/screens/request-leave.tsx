import { useLocation } from 'wouter';
import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Select } from '#design/select.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { UploadArea } from '#design/upload-area.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { requestLeave } from '../contract.ts';
import { trialWords } from '../trial-words.ts';

export function RequestLeave() {
  const t = useWords(trialWords);
  const [, go] = useLocation();
  const form = useForm(requestLeave, {
    draft: 'trial.leave',
    initial: { kind: 'annual' },
    onDone: () => {
      tell(t('sent'));
      go('/todo');
    },
  });
  const kinds = (['annual', 'sick', 'personal'] as const).map((value) => ({ value, label: t(value) }));
  return (
    <Page title={t('new')}>
      <Form form={form} send={t('send')}>
        <Field form={form} name="kind" label={t('kind')}>
          {(control) => <RadioGroup {...control} label={t('kind')} choices={kinds} />}
        </Field>
        <Field form={form} name="kind" label={t('kind')}>
          {(control) => <Select {...control} choices={kinds} searchable />}
        </Field>
        <Field form={form} name="from" label={t('from')}>
          {(control) => <DatePicker {...control} />}
        </Field>
        <Field form={form} name="reason" label={t('reason')}>
          {(control) => <Input {...control} />}
        </Field>
        <Field form={form} name="note" label={t('note')}>
          {(control) => <TextArea {...control} />}
        </Field>
        <Field form={form} name="reachable" label={t('mail')}>
          {(control) => <Input {...control} type="email" />}
        </Field>
        <UploadArea onFiles={() => undefined} hint="PDF, OFD" />
      </Form>
    </Page>
  );
}
