import { RadioGroup } from '#design/radio-group.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { answerComplaint, complaintOutcome } from '../../contract/complaints.ts';
import { words } from '../words.ts';

/** An answer with its reason. */
export function AnswerForm({ complaintId }: { complaintId: string }) {
  const t = useWords(words);
  const form = useForm(answerComplaint, {
    draft: `privacy.answer.${complaintId}`,
    initial: { complaintId },
    onDone: () => tell(t('answer.done')),
  });
  return (
    <Form form={form} send={t('answer')} icon="scales">
      <Field form={form} name="outcome" label={t('answer.outcome')}>
        {(control) => (
          <RadioGroup
            {...control}
            choices={complaintOutcome.options.map((value) => ({ value, label: t(`outcome.${value}`) }))}
          />
        )}
      </Field>
      <Field form={form} name="reason" label={t('answer.reason')} hint={t('answer.reasonHint')}>
        {(control) => <TextArea {...control} rows={5} most={4000} />}
      </Field>
    </Form>
  );
}
