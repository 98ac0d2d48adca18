import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Icon } from '#design/icon.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { endMyOtherSessions, endSession, listMySessions } from '../../contract/sessions.ts';
import { shownDevice } from '../shown-device.ts';
import { words } from '../words.ts';
import '../access.css';

/** Where one is signed in, and ending it there. */
export function MyDevices() {
  const t = useWords(words);
  const read = useRead(listMySessions, {});
  const one = useCommand(endSession);
  const others = useCommand(endMyOtherSessions);
  const failure = one.failure ?? others.failure;
  return (
    <Page title={t('devices.title')} lead={t('devices.lead')}>
      {failure ? <FailureNote failure={failure} /> : null}
      <Loaded read={read} shape="rows">
        {({ rows }) => (
          <>
            <Card>
              <ul className="access-devices">
                {rows.map((row) => (
                  <li key={row.id}>
                    <Icon name={/Mobile|Android|iPhone/.test(row.agent) ? 'phone' : 'device'} />
                    <div>
                      <div>
                        {shownDevice(row.agent) ?? t('devices.unknown')}{' '}
                        {row.current ? <Tag tone="pass">{t('devices.this')}</Tag> : null}
                      </div>
                      <div className="gj-second">
                        {row.address} · {t('devices.seen')} <When at={row.seenAt} /> · {t('devices.since')}{' '}
                        <When at={row.madeAt} />
                      </div>
                    </div>
                    {row.current ? null : (
                      <Button
                        busy={one.running}
                        onPress={() =>
                          void one.run({ sessionId: row.id }).then((done) => done && tell(t('devices.ended')))
                        }
                      >
                        {t('devices.end')}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </Card>
            {rows.length > 1 ? (
              <div>
                <Button
                  icon="lock"
                  busy={others.running}
                  onPress={() => void others.run({}).then((done) => done && tell(t('devices.ended')))}
                >
                  {t('devices.endOthers')}
                </Button>
              </div>
            ) : (
              <p className="gj-second">{t('devices.only')}</p>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
