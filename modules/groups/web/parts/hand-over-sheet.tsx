import { Sheet } from '#design/sheet.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { handOver } from '../../contract/operations.ts';
import { words } from '../words.ts';

/** Names who takes over; nothing changes until that person accepts. */
export function HandOverSheet({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const t = useWords(words);
  const viewer = useViewer();
  const form = useForm(handOver, {
    initial: { conversationId },
    onDone: () => {
      onClose();
      tell(t('handOver.sent'));
    },
  });
  return (
    <Sheet title={t('handOver')} onClose={onClose}>
      <p className="gj-second groups-hint">{t('handOver.hint')}</p>
      <Form form={form} send={t('handOver.send')}>
        <Field form={form} name="successorId" label={t('successor')}>
          {({ value, onChange, ...control }) => (
            <Part
              of={personPicker}
              {...control}
              most={1}
              without={[viewer.personId]}
              value={value ? [value] : []}
              onChange={(next) => onChange?.(next?.[0])}
            />
          )}
        </Field>
      </Form>
    </Sheet>
  );
}
