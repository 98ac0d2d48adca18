import { Sheet } from '#design/sheet.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { urgeMember } from '../../contract/operations.ts';
import { words } from '../words.ts';

/** What the leader says to somebody; it stays as evidence that he did check. */
export function UrgeSheet(props: {
  conversationId: string;
  person: { id: string; name: string };
  text: string;
  onClose: () => void;
}) {
  const t = useWords(words);
  const form = useForm(urgeMember, {
    initial: { conversationId: props.conversationId, personId: props.person.id, text: props.text },
    onDone: () => {
      props.onClose();
      tell(t('urge.done'));
    },
  });
  return (
    <Sheet title={t('urge.whom', { name: props.person.name })} onClose={props.onClose}>
      <p className="gj-second groups-hint">{t('urge.hint')}</p>
      <Form form={form} send={t('urge')}>
        <Field form={form} name="text" label={t('urge.text')}>
          {(control) => <TextArea {...control} most={200} />}
        </Field>
      </Form>
    </Sheet>
  );
}
