import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { readPerson } from '#modules/directory/contract/people.ts';
import { askPhoneCode, verifyPhone } from '../../contract/phone-operations.ts';
import { words } from '../words.ts';

/** One's own phone, proved by a code that comes to it (D2.2). */
export function ProvePhone() {
  const t = useWords(words);
  const format = useFormat();
  const { personId } = useViewer();
  const read = useRead(readPerson, { personId });
  const ask = useCommand(askPhoneCode);
  const verify = useCommand(verifyPhone);
  const [sentTo, setSentTo] = useState<string>();
  const [code, setCode] = useState('');
  return (
    <Loaded read={read} shape="page">
      {({ phone, record }) => (
        <Page title={t('phone')} lead={t('phone.lead')}>
          <Card title={phone ?? t('phone.none')}>
            {record?.phoneVerifiedAt ? (
              <Tag tone="pass">{t('phone.proved', { day: format.day(record.phoneVerifiedAt.slice(0, 10)) })}</Tag>
            ) : (
              <div className="gj-form">
                <Tag tone="warn">{t('phone.unproved')}</Tag>
                {ask.failure ? <FailureNote failure={ask.failure} /> : null}
                <div className="gj-actions">
                  <Button
                    busy={ask.running}
                    disabled={phone === null}
                    onPress={async () => setSentTo((await ask.run({}))?.to)}
                  >
                    {t('phone.send')}
                  </Button>
                  <Button href="/me/profile">{t('phone.change')}</Button>
                </div>
                {sentTo ? (
                  <>
                    <FieldFrame id="phone-code" label={t('phone.code')} hint={t('phone.sent', { to: sentTo })} required>
                      <Input
                        id="phone-code"
                        autoComplete="one-time-code"
                        most={6}
                        value={code}
                        onChange={(text) => setCode(text ?? '')}
                      />
                    </FieldFrame>
                    {verify.failure ? <FailureNote failure={verify.failure} /> : null}
                    <div className="gj-actions">
                      <Button
                        kind="primary"
                        busy={verify.running}
                        disabled={!/^[0-9]{6}$/.test(code)}
                        onPress={async () => {
                          if (await verify.run({ code })) tell(t('phone.done'));
                        }}
                      >
                        {t('phone.verify')}
                      </Button>
                    </div>
                  </>
                ) : null}
              </div>
            )}
          </Card>
        </Page>
      )}
    </Loaded>
  );
}
