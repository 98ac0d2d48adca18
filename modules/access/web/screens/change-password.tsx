import { useLocation } from 'wouter';
import { Page } from '#design/page.tsx';
import { PasswordInput } from '#design/password-input.tsx';
import { tell } from '#design/toast.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { changePassword } from '../../contract/password.ts';
import { readSignIn } from '../../contract/sign-in.ts';
import { readViewer } from '../../contract/viewer.ts';
import { CapsLock } from '../parts/caps-lock.tsx';
import { NewPassword } from '../parts/new-password.tsx';
import { words } from '../words.ts';
import '../access.css';

/** The present password, and the one to have from now on. */
export function ChangePassword() {
  const t = useWords(words);
  const [, go] = useLocation();
  const { name } = useViewer();
  const account = useRead(readViewer, {}).data?.account ?? '';
  const about = useRead(readSignIn, {});
  const form = useForm(changePassword, {
    onDone: () => {
      tell(t('password.changed'));
      go('/me');
    },
  });
  return (
    <Page title={t('password.title')} lead={t('password.lead')}>
      <Loaded read={about} shape="text">
        {({ passwordRules }) => (
          <Form form={form} send={t('password.save')}>
            {/* For programs that keep passwords: whose it is. */}
            <input
              type="text"
              className="gj-unseen"
              autoComplete="username"
              value={account}
              readOnly
              tabIndex={-1}
              aria-hidden
            />
            <CapsLock>
              <Field form={form} name="currentPassword" label={t('password.current')}>
                {(control) => <PasswordInput {...control} autoComplete="current-password" />}
              </Field>
              <Field
                form={form}
                name="newPassword"
                label={t('password.new')}
                hint={t('password.rules', { length: passwordRules.minLength, classes: passwordRules.classes })}
              >
                {(control) => <NewPassword {...control} rules={passwordRules} ownWords={[account, name]} />}
              </Field>
            </CapsLock>
          </Form>
        )}
      </Loaded>
    </Page>
  );
}
