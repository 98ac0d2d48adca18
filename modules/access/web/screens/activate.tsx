import { useEffect, useState } from 'react';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useSession } from '#kernel/web/identity/session.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { activate, readActivation } from '../../contract/activation.ts';
import { secondFactorNeeded } from '../../contract/failures.ts';
import { readSignIn } from '../../contract/sign-in.ts';
import { readCode } from '../../domain/activation-code.ts';
import { ownDevice } from '../own-device.ts';
import { CapsLock } from '../parts/caps-lock.tsx';
import { FactorCode } from '../parts/factor-code.tsx';
import { NewPassword } from '../parts/new-password.tsx';
import { words } from '../words.ts';
import '../access.css';

const codeInAddress = (): string => decodeURIComponent(location.hash.slice(1));

/** The code from the link or typed, whose it is, then account and password; after it the profile (D4). */
export function ActivateScreen() {
  const t = useWords(words);
  const format = useFormat();
  const session = useSession();
  const about = useRead(readSignIn, {}).data;
  const [asksForCode, setAsksForCode] = useState(false);
  const device = ownDevice();
  const form = useForm(activate, {
    initial: { code: codeInAddress(), ...(device ? { device } : {}) },
    onDone: () => {
      // A new employee completes the profile first; who only forgot the password goes to work.
      const next = found.data?.again ? '/' : '/me/profile';
      history.replaceState(null, '', `/activate?back=${encodeURIComponent(next)}`);
      session.begin();
    },
  });
  if (form.failure?.code === secondFactorNeeded.code && !asksForCode) setAsksForCode(true);
  // A code doesn't stay in the history of a computer that others use.
  useEffect(() => {
    if (location.hash) history.replaceState(null, '', '/activate');
  }, []);
  const code = readCode(form.values.code ?? '');
  const found = useRead(readActivation, { code: code ?? '-' }, { when: code !== undefined });
  const whose = code === undefined || found.failure ? undefined : found.data;
  return (
    <Page title={t('activate')} lead={about?.companyName}>
      <Form form={form} send={t('activate.send')} wide>
        <Field form={form} name="code" label={t('activate.code')} hint={t('activate.codeHint')}>
          {(control) => (
            <Input {...control} placeholder="XXXX-XXXX-XXXX-XXXX" autoFocus={!form.values.code} most={40} />
          )}
        </Field>
        {code !== undefined && found.failure ? (
          <FailureNote failure={found.failure} {...(found.failure.passing ? { onRetry: found.readAgain } : {})} />
        ) : null}
        {whose ? (
          <>
            <Note tone="pass" title={t(whose.again ? 'activate.again' : 'activate.found', { name: whose.maskedName })}>
              {t('activate.foundBody', { employer: whose.employer, until: format.exact(whose.expiresAt) })}
            </Note>
            <Field form={form} name="account" label={t('activate.account')} hint={t('activate.accountHint')}>
              {(control) => <Input {...control} autoComplete="username" />}
            </Field>
            {about ? (
              <CapsLock>
                <Field
                  form={form}
                  name="password"
                  label={t('password.new')}
                  hint={t('password.rules', {
                    length: about.passwordRules.minLength,
                    classes: about.passwordRules.classes,
                  })}
                >
                  {(control) => (
                    <NewPassword {...control} rules={about.passwordRules} ownWords={[form.values.account ?? '']} />
                  )}
                </Field>
              </CapsLock>
            ) : null}
            {asksForCode ? (
              <FactorCode
                hint={t('factor.codeHint')}
                value={form.values.factorCode}
                onChange={(code) => form.set('factorCode', code)}
              />
            ) : null}
          </>
        ) : null}
      </Form>
      <p className="access-link">
        <a href="/sign-in">{t('activate.back')}</a>
      </p>
    </Page>
  );
}
