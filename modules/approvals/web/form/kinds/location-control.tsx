import { useState } from 'react';
import { Button } from '#design/button.tsx';
import type { Control } from '#design/control.ts';
import { Input } from '#design/input.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../../words.ts';

/** Where one is, found at the tap and never otherwise (Z15); the place in words is typed. */
export function LocationControl({
  value,
  onChange,
  ...control
}: Omit<Control<never>, 'value' | 'onChange'> & {
  value: Readonly<Record<string, unknown>>;
  onChange: (value: unknown) => void;
}) {
  const t = useWords(words);
  const [state, setState] = useState<'idle' | 'looking' | 'failed'>('idle');
  const isFound = typeof value.latitude === 'number' && typeof value.longitude === 'number';
  const look = () => {
    if (!('geolocation' in navigator) || !window.isSecureContext) return setState('failed');
    setState('looking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        const { latitude, longitude, accuracy } = coords;
        onChange({ ...value, latitude, longitude, accuracy: Math.round(accuracy) });
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };
  return (
    <>
      <div className="gj-actions">
        <Button icon="place" busy={state === 'looking'} disabled={control.disabled ?? false} onPress={look}>
          {t(isFound ? 'form.location.again' : 'form.location.find')}
        </Button>
        {isFound ? (
          <span className="gj-second">
            {t('form.location.found', {
              latitude: Number(value.latitude).toFixed(5),
              longitude: Number(value.longitude).toFixed(5),
              accuracy: Number(value.accuracy ?? 0),
            })}
          </span>
        ) : null}
      </div>
      {state === 'failed' ? (
        <span role="alert" className="gj-problem">
          {t('form.location.failed')}
        </span>
      ) : null}
      <Input
        {...control}
        placeholder={t('form.part.place')}
        value={value.place as string | undefined}
        disabled={(control.disabled ?? false) || !isFound}
        onChange={(place) => {
          const { place: _, ...others } = value;
          onChange(place ? { ...others, place } : others);
        }}
      />
    </>
  );
}
