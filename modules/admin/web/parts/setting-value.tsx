import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Input } from '#design/input.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { Select } from '#design/select.tsx';
import { Switch } from '#design/switch.tsx';
import { tell } from '#design/toast.tsx';
import { changeSetting, type readSettings } from '#kernel/contract/kernel-operations.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/failure-note.tsx';
import { useCommand } from '#kernel/web/use-command.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { words } from '../words.ts';

type Setting = OutputOf<typeof readSettings>['values'][number];

/** The value of a setting with the control that its shape asks for. On and off hold at once, the rest is saved. */
export function SettingValue({ setting, label }: { setting: Setting; label: string }) {
  const t = useWords(words);
  const change = useCommand(changeSetting);
  const [typed, setTyped] = useState<unknown>(setting.value);
  const { shape, name } = setting;
  const save = async (value: unknown) => {
    if (await change.run({ name, value })) tell(t('console.saved'));
  };
  const failure = change.failure ? <FailureNote failure={change.failure} kept /> : null;
  if (!setting.mayChange) return <span>{shown(setting.value, shape, t('console.on'), t('console.off'))}</span>;
  if (shape.type === 'boolean') {
    return (
      <>
        <Switch
          label={label}
          value={setting.value === true}
          busy={change.running}
          onChange={(value) => void save(value ?? false)}
        />
        {failure}
      </>
    );
  }
  const choices = Array.isArray(shape.enum) ? shape.enum.map(String) : undefined;
  const control = choices ? (
    <Select
      id={name}
      value={String(typed)}
      choices={choices.map((value) => ({ value, label: value }))}
      onChange={setTyped}
    />
  ) : shape.type === 'integer' || shape.type === 'number' ? (
    <NumberInput
      id={name}
      value={typeof typed === 'number' ? typed : undefined}
      {...(typeof shape.minimum === 'number' ? { least: shape.minimum } : {})}
      {...(typeof shape.maximum === 'number' ? { most: shape.maximum } : {})}
      onChange={setTyped}
    />
  ) : shape.type === 'string' ? (
    <Input id={name} value={String(typed ?? '')} onChange={(value) => setTyped(value ?? '')} />
  ) : undefined;
  // A setting with parts is set on the page of what it belongs to; here it is only found.
  if (!control) return <span>{shown(setting.value, shape, t('console.on'), t('console.off'))}</span>;
  return (
    <form
      className="admin-value"
      onSubmit={(event) => {
        event.preventDefault();
        void save(typed);
      }}
    >
      {control}
      {typed === setting.value ? null : (
        <Button type="submit" kind="primary" busy={change.running}>
          {t('console.save')}
        </Button>
      )}
      {failure}
    </form>
  );
}

function shown(value: unknown, shape: Setting['shape'], on: string, off: string): string {
  if (typeof value === 'boolean') return value ? on : off;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  // In the order of the shape, which the words of the setting follow; what was stored has an order of its own.
  const parts = Object(value) as Record<string, unknown>;
  const names = Object.keys(Object(shape.properties) as object).filter((name) => name in parts);
  return names.map((name) => shown(parts[name], {}, on, off)).join(' · ');
}
