import { Sheet } from '#design/sheet.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { objectToAnswer } from '../../contract/complaints.ts';
import { words } from '../words.ts';

/** Why the complainant doesn't accept the answer. */
export function ObjectSheet({ complaintId, onClose }: { complaintId: string; onClose: () => void }) {
  const t = useWords(words);
  const form = useForm(objectToAnswer, {
    draft: `privacy.object.${complaintId}`,
    initial: { complaintId },
    onDone: () => {
      onClose();
      tell(t('object.done'));
    },
  });
  return (
    <Sheet title={t('object')} onClose={onClose}>
      <p className="gj-second">{t('object.hint')}</p>
      <Form form={form} send={t('object')}>
        <Field form={form} name="reason" label={t('object.reason')}>
          {(control) => <TextArea {...control} rows={5} most={4000} />}
        </Field>
      </Form>
    </Sheet>
  );
}
