import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '#design/button.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { PasswordInput } from '#design/password-input.tsx';
import { Steps } from '#design/steps.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { forgetDraft, keepDraft, readDraft } from '#kernel/web/forms/drafts.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useSession } from '#kernel/web/identity/session.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { readSignIn } from '#modules/access/contract/sign-in.ts';
import { readSetUp, setUpCompany } from '../../contract/set-up.ts';
import { EmployerFields, type EmployerInput } from '../parts/employer-fields.tsx';
import { words } from '../words.ts';
import '../admin.css';

const draft = 'admin.setUp';
const parts = ['companyName', 'employers', 'administrator'] as const;
const newEmployer = (name = ''): EmployerInput => ({ name, timeZone: 'Asia/Shanghai' });

/** The company's first page: three steps, then its first administrator is signed in. The secret comes in the link. */
export function SetUpScreen() {
  const t = useWords(words);
  // It outlives a reload in this tab, and doesn't stay in the address.
  const [secret] = useState(() => {
    const given = location.hash.slice(1) || String(readDraft(`${draft}.secret`)?.secret ?? '');
    keepDraft(`${draft}.secret`, { secret: given });
    return given;
  });
  useEffect(() => {
    if (location.hash) history.replaceState(null, '', '/set-up');
  }, []);
  const read = useRead(readSetUp, secret ? { secret } : {});
  return (
    <Page title={t('setUp')}>
      <Loaded read={read} shape="text">
        {({ state, linkValid }) =>
          state === 'done' ? (
            <Note
              tone="pass"
              title={t('setUp.done')}
              actions={
                <Button kind="primary" href="/sign-in">
                  {t('setUp.signIn')}
                </Button>
              }
            >
              {t('setUp.doneBody')}
            </Note>
          ) : linkValid ? (
            <Wizard secret={secret} />
          ) : (
            <Note tone="seal" title={t('setUp.noLink')}>
              {t('setUp.noLinkBody')}
            </Note>
          )
        }
      </Loaded>
    </Page>
  );
}

function Wizard({ secret }: { secret: string }) {
  const t = useWords(words);
  const session = useSession();
  const [step, setStep] = useState(0);
  const [missing, setMissing] = useState(false);
  const rules = useRead(readSignIn, {}).data?.passwordRules;
  const form = useForm(setUpCompany, {
    initial: {
      companyName: '',
      administrator: { name: '', account: '', password: '' },
      ...readDraft(draft),
      secret,
    },
    onDone: () => {
      forgetDraft(draft);
      forgetDraft(`${draft}.secret`);
      session.begin();
    },
  });
  const { companyName, employers = [newEmployer(companyName)], administrator } = form.values;
  const { name = '', account = '', password = '' } = administrator ?? {};
  // What was typed survives a reload; the password doesn't.
  useEffect(() => {
    keepDraft(draft, { companyName, employers: form.values.employers, administrator: { name, account, password: '' } });
  }, [companyName, form.values.employers, name, account]);

  const part = parts[step] ?? 'companyName';
  const good = setUpCompany.input.shape[part].safeParse(part === 'employers' ? employers : form.values[part]).success;
  const next = () => {
    if (part === 'employers') form.set('employers', [...employers]);
    form.touch(part);
    setMissing(!good);
    if (good) setStep(step + 1);
  };
  const stepForm = (children: ReactNode) => (
    <form
      className="gj-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      {children}
      <div className="gj-form-end">
        <div role="status">{missing && !good ? t('setUp.missing') : null}</div>
        <div className="gj-actions">
          <Button type="submit" kind="primary">
            {t('setUp.next')}
          </Button>
          {step > 0 ? <Button onPress={() => setStep(step - 1)}>{t('setUp.back')}</Button> : null}
        </div>
      </div>
    </form>
  );
  const setAdministrator = (changed: Partial<{ name: string; account: string; password: string }>) =>
    form.set('administrator', { name, account, password, ...changed });
  const administratorField = (
    field: 'name' | 'account' | 'password',
    label: string,
    control: (attributes: { id: string; invalid: boolean; describedBy: string; onBlur: () => void }) => ReactNode,
    hint?: string,
  ) => {
    const id = `administrator-${field}`;
    const problem = form.problemAt(`administrator.${field}`);
    return (
      <FieldFrame id={id} label={label} hint={hint} problem={problem}>
        {control({
          id,
          invalid: problem !== undefined,
          describedBy: `${id}-told`,
          onBlur: () => undefined,
        })}
      </FieldFrame>
    );
  };
  return (
    <div className="admin-set-up">
      <Steps
        label={t('setUp')}
        steps={[t('setUp.company'), t('setUp.employers'), t('setUp.administrator')]}
        current={step}
      />
      {step === 0
        ? stepForm(
            <Field form={form} name="companyName" label={t('setUp.companyName')} hint={t('setUp.companyHint')}>
              {(control) => <Input {...control} autoFocus autoComplete="organization" />}
            </Field>,
          )
        : null}
      {step === 1
        ? stepForm(
            <>
              <p className="gj-second">{t('setUp.employersLead')}</p>
              {employers.map((employer, at) => (
                <EmployerFields
                  // biome-ignore lint/suspicious/noArrayIndexKey: an employer has no other name before it is made
                  key={at}
                  number={at + 1}
                  employer={employer}
                  problemOf={(field) => form.problemAt(`employers.${at}.${field}`)}
                  onChange={(changed) =>
                    form.set(
                      'employers',
                      employers.map((one, index) => (index === at ? changed : one)),
                    )
                  }
                  {...(employers.length > 1
                    ? {
                        onRemove: () =>
                          form.set(
                            'employers',
                            employers.filter((_, index) => index !== at),
                          ),
                      }
                    : {})}
                />
              ))}
              <div>
                <Button icon="plus" onPress={() => form.set('employers', [...employers, newEmployer()])}>
                  {t('setUp.addEmployer')}
                </Button>
              </div>
            </>,
          )
        : null}
      {step === 2 ? (
        <Form
          form={form}
          send={t('setUp.finish')}
          others={<Button onPress={() => setStep(1)}>{t('setUp.back')}</Button>}
        >
          <p className="gj-second">{t('setUp.administratorLead')}</p>
          {administratorField('name', t('setUp.person'), (attributes) => (
            <Input
              {...attributes}
              value={name}
              autoComplete="name"
              onChange={(value) => setAdministrator({ name: value ?? '' })}
            />
          ))}
          {administratorField(
            'account',
            t('setUp.account'),
            (attributes) => (
              <Input
                {...attributes}
                value={account}
                autoComplete="username"
                onChange={(value) => setAdministrator({ account: value ?? '' })}
              />
            ),
            t('setUp.accountHint'),
          )}
          {administratorField(
            'password',
            t('setUp.password'),
            (attributes) => (
              <PasswordInput
                {...attributes}
                value={password}
                autoComplete="new-password"
                onChange={(value) => setAdministrator({ password: value ?? '' })}
              />
            ),
            rules ? t('setUp.passwordHint', { length: rules.minLength, classes: rules.classes }) : undefined,
          )}
        </Form>
      ) : null}
    </div>
  );
}
