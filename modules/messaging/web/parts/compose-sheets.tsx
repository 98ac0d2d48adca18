import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { tell } from '#design/toast.tsx';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { companyNow } from '#kernel/web/language/clock-ahead.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { askToForward } from '../../contract/forward-consents.ts';
import type { SentContent } from '../../contract/shapes.ts';
import { atWallTime, wallTime } from '../wall-time.ts';
import { words } from '../words.ts';

/** Chooses a time ahead, by the clock of the viewer's employer. Gives an ISO instant. */
export function WhenSheet(props: {
  title: string;
  hint: string;
  act: string;
  busy?: boolean;
  failure?: React.ReactNode;
  onChoose: (at: string) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { zone, exact } = useFormat();
  const [now] = useState(companyNow);
  const [wall, setWall] = useState<string>();
  const [least] = useState(() => wallTime(now, zone));
  const hour = 3_600_000;
  const tomorrow = `${wallTime(now + 24 * hour, zone).slice(0, 10)}T09:00`;
  const offered = [
    { word: t('when.hour'), wall: wallTime(now + hour, zone) },
    { word: t('when.hours', { count: 4 }), wall: wallTime(now + 4 * hour, zone) },
    { word: t('when.tomorrow'), wall: tomorrow },
  ];
  const ahead = wall !== undefined && wall > least;
  return (
    <Sheet
      title={props.title}
      onClose={props.onClose}
      foot={
        <Button
          kind="primary"
          icon="check"
          disabled={!ahead}
          busy={props.busy ?? false}
          onPress={() => wall && props.onChoose(atWallTime(wall, zone))}
        >
          {props.act}
        </Button>
      }
    >
      <Stack gap={4}>
        <p className="gj-second">{props.hint}</p>
        <div className="gj-actions">
          {offered.map((one) => (
            <Button key={one.word} onPress={() => setWall(one.wall)}>
              {one.word}
            </Button>
          ))}
        </div>
        <label htmlFor="when">{t('when')}</label>
        <DatePicker id="when" unit="minute" least={least} value={wall} onChange={setWall} />
        {wall === undefined ? null : <p role="status">{ahead ? exact(atWallTime(wall, zone)) : t('when.past')}</p>}
        {props.failure}
      </Stack>
    </Sheet>
  );
}

/** Sends a place: where this device is, or typed. Without a permission of the browser, typing is left. */
export function LocationSheet({ onSend, onClose }: { onSend: (content: SentContent) => void; onClose: () => void }) {
  const t = useWords(words);
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [latitude, setLatitude] = useState('');
  const [longitude, setLongitude] = useState('');
  const [finding, setFinding] = useState(false);
  const [problem, setProblem] = useState(false);
  const [system, setSystem] = useState<'wgs84' | 'gcj02'>('gcj02');
  const within = (text: string, most: number) => text.trim() !== '' && Math.abs(Number(text)) <= most;
  const fits = name.trim() !== '' && within(latitude, 90) && within(longitude, 180);
  const find = () => {
    setFinding(true);
    setProblem(false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setFinding(false);
        setSystem('wgs84');
        setLatitude(coords.latitude.toFixed(6));
        setLongitude(coords.longitude.toFixed(6));
      },
      () => {
        setFinding(false);
        setProblem(true);
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  };
  const typed = (set: (value: string) => void) => (value: string | undefined) => {
    // Typed numbers come from a Chinese map as a rule.
    setSystem('gcj02');
    set(value ?? '');
  };
  return (
    <Sheet
      title={t('location.send')}
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          icon="send"
          disabled={!fits}
          onPress={() => {
            onSend({
              kind: 'location',
              system,
              latitude: Number(latitude),
              longitude: Number(longitude),
              name: name.trim(),
              ...(address.trim() === '' ? {} : { address: address.trim() }),
            });
            onClose();
          }}
        >
          {t('send')}
        </Button>
      }
    >
      <Stack gap={4}>
        {'geolocation' in navigator && window.isSecureContext ? (
          <Button icon="place" busy={finding} onPress={find}>
            {t('location.here')}
          </Button>
        ) : (
          <Note tone="accent" title={t('location.noDevice')} />
        )}
        {problem ? <Note tone="warn" title={t('location.refused')} live /> : null}
        <div>
          <label htmlFor="location-name">{t('location.name')}</label>
          <Input id="location-name" value={name} onChange={(value) => setName(value ?? '')} most={100} />
        </div>
        <div>
          <label htmlFor="location-address">{t('location.address')}</label>
          <Input id="location-address" value={address} onChange={(value) => setAddress(value ?? '')} most={200} />
        </div>
        <div className="msg-coordinates">
          <div>
            <label htmlFor="location-latitude">{t('location.latitude')}</label>
            <Input id="location-latitude" value={latitude} onChange={typed(setLatitude)} />
          </div>
          <div>
            <label htmlFor="location-longitude">{t('location.longitude')}</label>
            <Input id="location-longitude" value={longitude} onChange={typed(setLongitude)} />
          </div>
        </div>
      </Stack>
    </Sheet>
  );
}

/** Asks the author of a message for consent to forward it. */
export function ConsentSheet(props: { conversationId: string; seq: number; onClose: () => void }) {
  const t = useWords(words);
  const { conversationId, seq, onClose } = props;
  const form = useForm(askToForward, {
    initial: { conversationId, seq },
    onDone: () => {
      tell(t('consent.done'));
      onClose();
    },
  });
  return (
    <Sheet title={t('consent.ask')} onClose={onClose}>
      <Form form={form} send={t('consent.ask')} icon="forward">
        <Field form={form} name="reason" label={t('consent.reason')} hint={t('consent.hint')}>
          {(control) => <Input {...control} most={200} />}
        </Field>
      </Form>
    </Sheet>
  );
}
