import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { Sheet } from '#design/sheet.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { inviteGuest } from '../../contract/operations.ts';
import { words } from '../words.ts';

/** A guest, with why and until when. */
export function GuestSheet(props: { conversationId: string; memberIds: readonly string[]; onClose: () => void }) {
  const t = useWords(words);
  const form = useForm(inviteGuest, {
    initial: { conversationId: props.conversationId },
    onDone: () => {
      props.onClose();
      tell(t('guest.done'));
    },
  });
  return (
    <Sheet title={t('guest.invite')} onClose={props.onClose}>
      <p className="gj-second groups-hint">{t('guest.hint')}</p>
      <Form form={form} send={t('guest.invite')}>
        <Field form={form} name="personId" label={t('guest')}>
          {({ value, onChange, ...control }) => (
            <Part
              of={personPicker}
              {...control}
              most={1}
              without={props.memberIds}
              value={value ? [value] : []}
              onChange={(next) => onChange?.(next?.[0])}
            />
          )}
        </Field>
        <Field form={form} name="reason" label={t('reason')}>
          {(control) => <Input {...control} most={200} />}
        </Field>
        <Field form={form} name="endsOn" label={t('guest.endsOn')} hint={t('guest.endsOn.hint')}>
          {(control) => <DatePicker {...control} />}
        </Field>
      </Form>
    </Sheet>
  );
}
