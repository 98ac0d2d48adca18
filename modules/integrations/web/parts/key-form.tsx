import { Input } from '#design/input.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { askForKey, type KeyRow } from '../../contract/applications.ts';
import { words } from '../words.ts';

/** Asks for a key, or for one in the place of another. */
export function KeyForm(props: { applicationId: string; replaces?: KeyRow; onClose: () => void }) {
  const t = useWords(words);
  const { applicationId, replaces, onClose } = props;
  const form = useForm(askForKey, {
    initial: {
      applicationId,
      days: replaces?.days ?? 365,
      ...(replaces ? { label: replaces.label, replaces: replaces.keyId, overlapHours: 24 } : {}),
    },
    onDone: onClose,
  });
  const confirmed = {
    ...form,
    submit: async () => {
      if (await confirmIdentity()) await form.submit();
    },
  };
  return (
    <Sheet title={replaces ? t('key.replace') : t('key.ask')} onClose={onClose}>
      <p className="gj-second">{t(replaces ? 'key.replace.hint' : 'key.ask.hint')}</p>
      <Form form={confirmed} send={t('propose')}>
        <Field form={form} name="label" label={t('key.label')} hint={t('key.label.hint')}>
          {(control) => <Input {...control} most={40} />}
        </Field>
        <Field form={form} name="days" label={t('key.days')}>
          {(control) => <NumberInput {...control} least={1} />}
        </Field>
        {replaces ? (
          <Field form={form} name="overlapHours" label={t('key.overlap')}>
            {(control) => <NumberInput {...control} least={0} />}
          </Field>
        ) : null}
        <Field form={form} name="reason" label={t('reason')}>
          {(control) => <Input {...control} most={500} />}
        </Field>
      </Form>
    </Sheet>
  );
}
