import { Sheet } from '#design/sheet.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { takeDownBulletin } from '../../contract/operations.ts';
import { words } from '../words.ts';

/** Why a bulletin is taken down, with what follows from it said before. */
export function TakeDownSheet({ bulletinId, onClose }: { bulletinId: string; onClose: () => void }) {
  const t = useWords(words);
  const form = useForm(takeDownBulletin, {
    draft: `bulletins.takeDown.${bulletinId}`,
    initial: { bulletinId },
    onDone: () => {
      onClose();
      tell(t('takeDown.done'));
    },
  });
  return (
    <Sheet title={t('takeDown')} onClose={onClose}>
      <p className="gj-second">{t('takeDown.hint')}</p>
      <Form form={form} send={t('takeDown')}>
        <Field form={form} name="reason" label={t('reason')}>
          {(control) => <TextArea {...control} most={500} />}
        </Field>
      </Form>
    </Sheet>
  );
}
