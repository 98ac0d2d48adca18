import { Sheet } from '#design/sheet.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/field.tsx';
import { Form } from '#kernel/web/form.tsx';
import { Part } from '#kernel/web/part.tsx';
import { useForm } from '#kernel/web/use-form.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { useViewer } from '#kernel/web/viewer.ts';
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
