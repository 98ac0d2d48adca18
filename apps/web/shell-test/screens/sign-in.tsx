import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { PasswordInput } from '#design/password-input.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useSession } from '#kernel/web/identity/session.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { signIn } from '../contract.ts';
import { trialWords } from '../trial-words.ts';

export function SignIn() {
  const t = useWords(trialWords);
  const session = useSession();
  const form = useForm(signIn, { onDone: session.begin });
  return (
    <Page title={t('signIn')}>
      <Form form={form} send={t('signIn')} wide>
        <Field form={form} name="account" label={t('account')}>
          {(control) => <Input {...control} autoComplete="username" />}
        </Field>
        <Field form={form} name="password" label={t('password')}>
          {(control) => <PasswordInput {...control} autoComplete="current-password" />}
        </Field>
      </Form>
    </Page>
  );
}
