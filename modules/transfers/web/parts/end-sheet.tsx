import { Sheet } from '#design/sheet.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { endTransfer } from '../../contract/operations.ts';
import { words } from '../words.ts';

/** Why a transfer ends before its time. */
export function EndSheet({ transferId, onClose }: { transferId: string; onClose: () => void }) {
  const t = useWords(words);
  const form = useForm(endTransfer, {
    draft: `transfers.end.${transferId}`,
    initial: { transferId },
    onDone: () => {
      onClose();
      tell(t('end.done'));
    },
  });
  return (
    <Sheet title={t('end')} onClose={onClose}>
      <p className="gj-second">{t('end.hint')}</p>
      <Form form={form} send={t('end')}>
        <Field form={form} name="reason" label={t('reason')}>
          {(control) => <TextArea {...control} most={500} />}
        </Field>
      </Form>
    </Sheet>
  );
}
