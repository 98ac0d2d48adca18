import { useLocation } from 'wouter';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Page } from '#design/page.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listMySignIns } from '../../contract/my-sign-ins.ts';
import { readMyFactors } from '../../contract/second-factors.ts';
import { readViewer } from '../../contract/viewer.ts';
import { AuthenticatorCard } from '../parts/authenticator-card.tsx';
import { OutsideAccounts } from '../parts/outside-accounts.tsx';
import { SignInList } from '../parts/sign-in-list.tsx';
import { words } from '../words.ts';
import '../access.css';

/** All about how one signs in: password, second factor, passkeys, devices, and the last sign-ins. */
export function MySecurity() {
  const t = useWords(words);
  const format = useFormat();
  const [, go] = useLocation();
  const viewer = useRead(readViewer, {}).data;
  const factors = useRead(readMyFactors, {});
  const signIns = useRead(listMySignIns, {});
  return (
    <Page title={t('security.title')} lead={t('security.lead')}>
      <Loaded read={factors} shape="text">
        {(data) => (
          <>
            <Card title={t('security.ways')}>
              <FactList
                facts={[
                  { name: t('signIn.account'), value: viewer?.account ?? '' },
                  {
                    name: t('signIn.password'),
                    value: (
                      <>
                        {viewer?.passwordEndsAt
                          ? t('security.passwordUntil', { until: format.exact(viewer.passwordEndsAt) })
                          : t('security.passwordSet')}{' '}
                        <a href="/me/password">{t('password.title')}</a>
                      </>
                    ),
                  },
                  { name: t('devices.title'), value: <a href="/me/devices">{t('security.manage')}</a> },
                  {
                    name: t('passkeys.title'),
                    value: (
                      <>
                        {t('security.passkeys', { count: data.passkeys })}{' '}
                        <a href="/me/passkeys">{t('security.manage')}</a>
                      </>
                    ),
                  },
                ]}
              />
            </Card>
            <AuthenticatorCard factors={data} />
            <OutsideAccounts />
          </>
        )}
      </Loaded>
      <Loaded read={signIns} shape="rows">
        {({ rows }) => <SignInList rows={rows} onDenied={() => go('/me/password')} />}
      </Loaded>
    </Page>
  );
}
