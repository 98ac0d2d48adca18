import { Sheet } from '#design/sheet.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { recordPatrol } from '../../contract/operations.ts';
import { words } from '../words.ts';

/** What a leader found when looking through the group. */
export function PatrolSheet({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const t = useWords(words);
  const form = useForm(recordPatrol, {
    initial: { conversationId, note: '' },
    onDone: () => {
      onClose();
      tell(t('patrol.done'));
    },
  });
  return (
    <Sheet title={t('patrol')} onClose={onClose}>
      <p className="gj-second groups-hint">{t('patrol.hint')}</p>
      <Form form={form} send={t('patrol.send')}>
        <Field form={form} name="note" label={t('patrol.note')}>
          {(control) => <TextArea {...control} most={300} />}
        </Field>
      </Form>
    </Sheet>
  );
}
