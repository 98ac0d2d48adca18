import { useEffect, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { FactList } from '#design/fact-list.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { answerQrSignIn, readQrSignIn } from '../../contract/qr-sign-in.ts';
import { shownDevice } from '../shown-device.ts';
import { words } from '../words.ts';
import '../access.css';

/** On the phone, after its camera read the picture: which computer asks, and letting it in with the number on its screen. */
export function AllowSignIn() {
  const t = useWords(words);
  const [code] = useState(() => location.hash.slice(1));
  const [number, setNumber] = useState('');
  const [done, setDone] = useState<'allowed' | 'refused'>();
  const answer = useCommand(answerQrSignIn);
  const read = useRead(readQrSignIn, { code }, { when: /^[\w-]{43}$/.test(code) && done === undefined });
  useEffect(() => {
    if (location.hash) history.replaceState(null, '', '/sign-in/allow');
  }, []);
  const say = async (allow: boolean) => {
    if (allow && !(await confirmIdentity())) return;
    const input = { code, allow, ...(allow ? { number: Number(number) } : {}) };
    if (await answer.run(input)) setDone(allow ? 'allowed' : 'refused');
  };
  if (done) {
    return (
      <Page title={t('allow.title')}>
        <Empty icon={done === 'allowed' ? 'check' : 'lock'} title={t(`allow.${done}`)} />
      </Page>
    );
  }
  if (!/^[\w-]{43}$/.test(code)) {
    return (
      <Page title={t('allow.title')}>
        <Empty icon="camera" title={t('allow.none')}>
          {t('allow.noneBody')}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={t('allow.title')} lead={t('allow.lead')}>
      <Loaded read={read} shape="text">
        {(asked) => (
          <Card>
            <div className="gj-form">
              {asked.known ? null : (
                <Note tone="warn" title={t('allow.unknown')}>
                  {t('allow.unknownBody')}
                </Note>
              )}
              <FactList
                facts={[
                  { name: t('allow.device'), value: shownDevice(asked.agent) ?? t('devices.unknown') },
                  { name: t('allow.address'), value: asked.address },
                  { name: t('allow.at'), value: <When at={asked.madeAt} /> },
                  ...(asked.shared ? [{ name: t('shared.label'), value: t('allow.shared') }] : []),
                ]}
              />
              <form
                className="gj-form"
                onSubmit={(event) => {
                  event.preventDefault();
                  if (/^\d\d$/.test(number.trim()) && !answer.running) void say(true);
                }}
              >
                <FieldFrame id="allow-number" label={t('allow.number')} hint={t('allow.numberHint')} required>
                  <Input
                    id="allow-number"
                    describedBy="allow-number-told"
                    value={number}
                    most={2}
                    onChange={(next) => setNumber(next ?? '')}
                  />
                </FieldFrame>
                {answer.failure ? <FailureNote failure={answer.failure} /> : null}
                <div className="gj-actions">
                  <Button kind="primary" type="submit" busy={answer.running} disabled={!/^\d\d$/.test(number.trim())}>
                    {t('allow.yes')}
                  </Button>
                  <Button kind="danger" busy={answer.running} onPress={() => void say(false)}>
                    {t('allow.no')}
                  </Button>
                </div>
              </form>
            </div>
          </Card>
        )}
      </Loaded>
    </Page>
  );
}
