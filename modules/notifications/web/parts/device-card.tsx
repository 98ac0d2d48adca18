import { useEffect, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Note } from '#design/note.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { forgetPush } from '#kernel/web/push/forget-push.ts';
import { type readPreferences, subscribePush, unsubscribePush } from '../../contract/preference-operations.ts';
import { type DeviceState, deviceState, subscribeHere } from '../this-device.ts';
import { words } from '../words.ts';
import '../notifications.css';

/** Push on this device, and the other devices that get it. */
export function DeviceCard({ read }: { read: OutputOf<typeof readPreferences> }) {
  const t = useWords(words);
  const { devices, pushKey } = read;
  const [state, setState] = useState<DeviceState>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const subscribing = useCommand(subscribePush);
  const removing = useCommand(unsubscribePush);
  useEffect(() => void deviceState().then(setState), []);
  const on = state === 'on' && devices.some(({ here }) => here);

  const turn = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailed(false);
    try {
      await work();
    } catch {
      // The push service of the browser's maker can't be reached, or the person's browser keeps it shut.
      setFailed(true);
    }
    setState(await deviceState());
    setBusy(false);
  };
  const turnOn = () =>
    turn(async () => {
      const subscription = pushKey && (await subscribeHere(pushKey));
      if (subscription && !(await subscribing.run(subscription))) await forgetPush();
    });
  const turnOff = () =>
    turn(async () => {
      await removing.run({});
      await forgetPush();
    });

  const others = devices.filter(({ here }) => !here);
  const failure = subscribing.failure ?? removing.failure;
  return (
    <Card title={t('mine.device')}>
      {failure ? <FailureNote failure={failure} /> : null}
      {failed ? <Note tone="warn" title={t('mine.failed')} live /> : null}
      {pushKey === null ? (
        <p className="gj-second">{t('mine.noPush')}</p>
      ) : state === 'insecure' || state === 'unsupported' || state === 'denied' ? (
        <Note tone="accent" title={t(`mine.${state}`)} />
      ) : (
        <>
          <p className="gj-second">{t(on ? 'mine.deviceOn' : 'mine.deviceOff')}</p>
          <div className="gj-actions">
            <Button
              {...(on ? {} : { kind: 'primary' as const, icon: 'notifications' as const })}
              busy={busy || state === undefined}
              onPress={() => void (on ? turnOff() : turnOn())}
            >
              {t(on ? 'mine.turnOff' : 'mine.turnOn')}
            </Button>
          </div>
        </>
      )}
      {others.length > 0 ? (
        <>
          <h3>{t('mine.others')}</h3>
          <ul className="notice-devices">
            {others.map(({ deviceId, name, since }) => (
              <li key={deviceId} className="notice-device">
                <span>
                  {name || t('mine.unnamed')}{' '}
                  <span className="gj-faint">
                    {t('mine.since')} <When at={since} />
                  </span>
                </span>
                <Button kind="quiet" busy={removing.running} onPress={() => void removing.run({ deviceId })}>
                  {t('mine.remove')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  );
}
