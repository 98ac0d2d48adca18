import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Question } from '#design/question.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import {
  confirmTotp,
  proposeTotp,
  type readMyFactors,
  removeTotp,
  renewRecoveryCodes,
} from '../../contract/second-factors.ts';
import { words } from '../words.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { TotpSecret } from './totp-secret.tsx';

/** The authenticator app and its recovery codes: setting up, changing the phone, new codes, switching off. */
export function AuthenticatorCard({ factors }: { factors: OutputOf<typeof readMyFactors> }) {
  const t = useWords(words);
  const format = useFormat();
  const propose = useCommand(proposeTotp);
  const confirm = useCommand(confirmTotp);
  const remove = useCommand(removeTotp);
  const renew = useCommand(renewRecoveryCodes);
  const [proposed, setProposed] = useState<OutputOf<typeof proposeTotp>>();
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[]>();
  const [asked, setAsked] = useState(false);
  const failure = propose.failure ?? confirm.failure ?? remove.failure ?? renew.failure;
  const on = factors.totpSince !== null;

  const begin = async () => {
    if (await confirmIdentity()) setProposed(await propose.run({}));
  };
  const finish = async () => {
    const done = proposed && (await confirm.run({ totpId: proposed.totpId, code }));
    if (!done) return;
    setProposed(undefined);
    setCode('');
    setCodes(done.recoveryCodes);
  };
  const renewed = async () => {
    if (await confirmIdentity()) setCodes((await renew.run({}))?.recoveryCodes);
  };
  const drop = async () => {
    setAsked(false);
    if (!(await confirmIdentity())) return;
    if (await remove.run({})) tell(t('factor.removed'));
  };
  return (
    <Card
      title={t('factor.title')}
      tools={<Tag tone={on ? 'pass' : 'neutral'}>{on ? t('factor.on') : t('factor.off')}</Tag>}
    >
      {failure ? <FailureNote failure={failure} /> : null}
      {codes ? (
        <RecoveryCodes codes={codes} onDone={() => setCodes(undefined)} />
      ) : proposed ? (
        <form
          className="gj-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (code.trim() !== '' && !confirm.running) void finish();
          }}
        >
          <TotpSecret {...proposed} />
          <FieldFrame id="factor-code" label={t('factor.code')} required>
            <Input
              id="factor-code"
              describedBy="factor-code-told"
              value={code}
              autoComplete="one-time-code"
              most={12}
              autoFocus
              onChange={(next) => setCode(next ?? '')}
            />
          </FieldFrame>
          <div className="gj-actions">
            <Button kind="primary" type="submit" busy={confirm.running} disabled={code.trim() === ''}>
              {t('factor.confirm')}
            </Button>
            <Button onPress={() => setProposed(undefined)}>{t('cancel')}</Button>
          </div>
        </form>
      ) : (
        <div className="gj-form">
          {factors.demanded && !on && factors.passkeys === 0 ? <Note tone="warn" title={t('factor.demanded')} /> : null}
          <p>
            {on ? t('factor.onBody', { since: format.exact(factors.totpSince ?? '') }) : t('factor.offBody')}
            {on ? ` ${t('recovery.left', { count: factors.recoveryCodesLeft })}` : ''}
          </p>
          <div className="gj-actions">
            <Button kind={on ? 'usual' : 'primary'} icon="device" busy={propose.running} onPress={() => void begin()}>
              {on ? t('factor.change') : t('factor.begin')}
            </Button>
            {on ? (
              <>
                <Button busy={renew.running} onPress={() => void renewed()}>
                  {t('recovery.renew')}
                </Button>
                <Button kind="quiet" busy={remove.running} onPress={() => setAsked(true)}>
                  {t('factor.remove')}
                </Button>
              </>
            ) : null}
          </div>
        </div>
      )}
      <Question
        open={asked}
        title={t('factor.removeAsk')}
        yes={t('factor.remove')}
        no={t('cancel')}
        danger
        onYes={() => void drop()}
        onNo={() => setAsked(false)}
      >
        <p>{t('factor.removeBody')}</p>
      </Question>
    </Card>
  );
}
