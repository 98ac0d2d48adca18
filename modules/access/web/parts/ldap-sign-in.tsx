import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { PasswordInput } from '#design/password-input.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { beginLdapSignIn } from '../../contract/outside-sign-in.ts';
import { ownDevice } from '../own-device.ts';
import { words } from '../words.ts';
import { OutsideFinish } from './outside-finish.tsx';

/** Account and password of the company's directory server. */
export function LdapSignIn(props: { way: { providerId: string; name: string }; shared: boolean; onBack: () => void }) {
  const t = useWords(words);
  const begin = useCommand(beginLdapSignIn);
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [begun, setBegun] = useState<{ attemptId: string; secret: string }>();
  const send = async () => {
    const device = ownDevice();
    setBegun(undefined);
    const input = { providerId: props.way.providerId, account, password, ...(device ? { device } : {}) };
    setBegun(await begin.run(input));
    setPassword('');
  };
  return (
    <form
      className="gj-form"
      aria-label={props.way.name}
      onSubmit={(event) => {
        event.preventDefault();
        if (account.trim() !== '' && password !== '' && !begin.running) void send();
      }}
    >
      <FieldFrame id="ldap-account" label={t('outside.ldapAccount', { name: props.way.name })} required>
        <Input
          id="ldap-account"
          value={account}
          most={100}
          autoComplete="username"
          onChange={(next) => setAccount(next ?? '')}
        />
      </FieldFrame>
      <FieldFrame id="ldap-password" label={t('signIn.password')} required>
        <PasswordInput
          id="ldap-password"
          value={password}
          autoComplete="current-password"
          onChange={(next) => setPassword(next ?? '')}
        />
      </FieldFrame>
      {begin.failure ? <FailureNote failure={begin.failure} /> : null}
      {begun ? <OutsideFinish key={begun.attemptId} attempt={begun} shared={props.shared} /> : null}
      <Button kind="primary" type="submit" wide busy={begin.running}>
        {t('outside.signIn', { name: props.way.name })}
      </Button>
      <Button kind="quiet" onPress={props.onBack}>
        {t('outside.back')}
      </Button>
    </form>
  );
}
