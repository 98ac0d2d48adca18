import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { PasswordInput } from '#design/password-input.tsx';
import { Field } from '#kernel/web/field.tsx';
import { Form } from '#kernel/web/form.tsx';
import { useSession } from '#kernel/web/session.ts';
import { useForm } from '#kernel/web/use-form.ts';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { mustChangePassword, passwordUsedBefore } from '../../contract/failures.ts';
import { passwordFailures, readSignIn, signIn } from '../../contract/sign-in.ts';
import { CapsLock } from '../parts/caps-lock.tsx';
import { NewPassword } from '../parts/new-password.tsx';
import { PasskeySignIn } from '../parts/passkey-sign-in.tsx';
import { words } from '../words.ts';
import '../access.css';

/** The codes after which a new password is asked for beside the old one. */
const asksForNew = new Set([mustChangePassword, passwordUsedBefore, ...passwordFailures].map(({ code }) => code));

/** Account and password; where the password has run out, the new one too. */
export function SignInScreen() {
  const t = useWords(words);
  const session = useSession();
  const about = useRead(readSignIn, {}).data;
  const form = useForm(signIn, { onDone: session.begin });
  const change =
    form.values.newPassword !== undefined || (form.failure !== undefined && asksForNew.has(form.failure.code));
  return (
    <Page title={about?.companyName || t('signIn')}>
      {about?.companyName === '' ? (
        <Note tone="accent" title={t('signIn.notSetUp')}>
          {t('signIn.notSetUpBody')}
        </Note>
      ) : null}
      <Form form={form} send={change ? t('signIn.withNew') : t('signIn')} wide>
        <Field form={form} name="account" label={t('signIn.account')}>
          {(control) => <Input {...control} autoComplete="username" autoFocus />}
        </Field>
        <CapsLock>
          <Field form={form} name="password" label={t('signIn.password')}>
            {(control) => <PasswordInput {...control} autoComplete="current-password" />}
          </Field>
          {change && about ? (
            <Field
              form={form}
              name="newPassword"
              label={t('signIn.newPassword')}
              hint={t('password.rules', {
                length: about.passwordRules.minLength,
                classes: about.passwordRules.classes,
              })}
            >
              {(control) => (
                <NewPassword {...control} rules={about.passwordRules} ownWords={[form.values.account ?? '']} />
              )}
            </Field>
          ) : null}
        </CapsLock>
      </Form>
      <PasskeySignIn />
      <p className="access-link">
        <a href="/activate">{t('signIn.activate')}</a>
      </p>
    </Page>
  );
}
