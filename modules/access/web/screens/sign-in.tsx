import { Suspense, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { PasswordInput } from '#design/password-input.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useSession } from '#kernel/web/identity/session.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { fetchedComponent } from '#kernel/web/shell/fetched-component.ts';
import {
  mustChangePassword,
  passwordUsedBefore,
  secondFactorNeeded,
  secondFactorToSetUp,
} from '../../contract/failures.ts';
import { passwordFailures, readSignIn, signIn } from '../../contract/sign-in.ts';
import { ownDevice } from '../own-device.ts';
import { CapsLock } from '../parts/caps-lock.tsx';
import { FactorCode } from '../parts/factor-code.tsx';
import { NewPassword } from '../parts/new-password.tsx';
import { OutsideWays } from '../parts/outside-ways.tsx';
import { PasskeySignIn } from '../parts/passkey-sign-in.tsx';
import { words } from '../words.ts';
import '../access.css';

// Few need them, and everybody waits for this page.
const QrSignIn = fetchedComponent(async () => (await import('../parts/qr-sign-in.tsx')).QrSignIn);
const RecoveryCodes = fetchedComponent(async () => (await import('../parts/recovery-codes.tsx')).RecoveryCodes);
const TotpAtSignIn = fetchedComponent(async () => (await import('../parts/totp-at-sign-in.tsx')).TotpAtSignIn);

/** The codes after which a new password is asked for beside the old one. */
const asksForNew = new Set([mustChangePassword, passwordUsedBefore, ...passwordFailures].map(({ code }) => code));

/** Account and password; then a code of the second factor where there is one, and a new password where the old has run out. */
export function SignInScreen() {
  const t = useWords(words);
  const session = useSession();
  const about = useRead(readSignIn, {}).data;
  const [recoveryCodes, setRecoveryCodes] = useState<readonly string[]>();
  const [asked, setAsked] = useState<'nothing' | 'code' | 'setUp'>('nothing');
  const [byPhone, setByPhone] = useState(false);
  const device = ownDevice();
  const form = useForm(signIn, {
    initial: device ? { device } : {},
    onDone: (answer) => (answer.recoveryCodes ? setRecoveryCodes(answer.recoveryCodes) : session.begin()),
  });
  const { failure, values } = form;
  // Once asked for, it stays asked for, whatever the next refusal is about.
  if (failure?.code === secondFactorNeeded.code && asked !== 'code') setAsked('code');
  if (failure?.code === secondFactorToSetUp.code && asked !== 'setUp') setAsked('setUp');
  const change = values.newPassword !== undefined || (failure !== undefined && asksForNew.has(failure.code));
  if (recoveryCodes) {
    return (
      <Page title={t('recovery.heading')}>
        <Suspense fallback={<Skeleton shape="page" />}>
          <RecoveryCodes codes={recoveryCodes} onDone={session.begin} />
        </Suspense>
      </Page>
    );
  }
  if (byPhone) {
    return (
      <Page title={about?.companyName || t('signIn')}>
        <Suspense fallback={<Skeleton shape="page" />}>
          <QrSignIn shared={values.shared === true} onBack={() => setByPhone(false)} />
        </Suspense>
      </Page>
    );
  }
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
        {asked === 'setUp' ? (
          <Suspense fallback={<Skeleton shape="page" />}>
            <TotpAtSignIn
              account={values.account ?? ''}
              password={values.password ?? ''}
              onProposed={(totpId) => form.set('totpId', totpId)}
            />
          </Suspense>
        ) : null}
        {asked === 'nothing' ? null : (
          <FactorCode
            hint={asked === 'code' ? t('factor.codeHint') : undefined}
            value={values.factorCode}
            onChange={(code) => form.set('factorCode', code)}
          />
        )}
        <Checkbox id="shared" value={values.shared ?? false} onChange={(shared) => form.set('shared', shared)}>
          {t('shared', { minutes: about?.sharedIdleMinutes ?? 10 })}
        </Checkbox>
      </Form>
      <PasskeySignIn shared={values.shared === true} />
      {about ? <OutsideWays ways={about.outside} shared={values.shared === true} /> : null}
      {about?.qrSignIn ? (
        <Button icon="camera" wide onPress={() => setByPhone(true)}>
          {t('qr.signIn')}
        </Button>
      ) : null}
      <p className="access-link">
        <a href="/activate">{t('signIn.activate')}</a>
      </p>
    </Page>
  );
}
