import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Input } from '#design/input.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Switch } from '#design/switch.tsx';
import { tell } from '#design/toast.tsx';
import { changeSetting, type readSettings } from '#kernel/contract/kernel-operations.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { partsOf, type Shape, tidied } from '../../domain/setting-shape.ts';
import { words } from '../words.ts';
import { BoundedNumber } from './bounded-number.tsx';
import { SettingParts } from './setting-parts.tsx';

type Setting = OutputOf<typeof readSettings>['values'][number];
interface SettingProps {
  readonly setting: Setting;
  readonly label: string;
  /** Undefined: for the whole company. */
  readonly employerId: string | undefined;
}

/**
 * The value of a setting with the control that its shape asks for. On and off hold at once, one value is saved beside itself, what
 * has parts in a sheet, and what has a page of its own there.
 */
export function SettingValue(props: SettingProps) {
  const t = useWords(words);
  const { setting } = props;
  const { type } = setting.shape as Shape;
  const said = useSaid(setting);
  const [isOpen, setOpen] = useState(false);
  if (setting.setAt) {
    return setting.mayChange ? (
      <Button kind="quiet" href={setting.setAt}>
        {t('console.setAt')}
      </Button>
    ) : null;
  }
  if (setting.mayChange && type === 'boolean') return <OnOrOff {...props} />;
  if (setting.mayChange && (type === 'integer' || type === 'string')) return <OneValue {...props} />;
  return (
    <span className="admin-value">
      <span className="admin-said">{said}</span>
      {setting.mayChange ? (
        <Button kind="quiet" onPress={() => setOpen(true)}>
          {t('console.change')}
        </Button>
      ) : null}
      {isOpen ? <SettingSheet {...props} onClose={() => setOpen(false)} /> : null}
    </span>
  );
}

function OnOrOff({ setting, label, employerId }: SettingProps) {
  const change = useChange(setting, employerId);
  return (
    <>
      <Switch
        label={label}
        value={setting.value === true}
        busy={change.running}
        onChange={(value) => void change.save(value ?? false)}
      />
      {change.failure}
    </>
  );
}

function OneValue({ setting, employerId }: SettingProps) {
  const t = useWords(words);
  const change = useChange(setting, employerId);
  const [typed, setTyped] = useState<unknown>(setting.value);
  const shape = setting.shape as Shape;
  const { name } = setting;
  return (
    <form
      className="admin-value"
      onSubmit={(event) => {
        event.preventDefault();
        void change.save(typed);
      }}
    >
      {shape.type === 'integer' ? (
        <BoundedNumber id={name} shape={shape} value={typed} onChange={setTyped} />
      ) : (
        <Input id={name} value={String(typed ?? '')} onChange={(value) => setTyped(value ?? '')} />
      )}
      {typed === setting.value ? null : (
        <Button type="submit" kind="primary" busy={change.running}>
          {t('console.save')}
        </Button>
      )}
      {change.failure}
    </form>
  );
}

function SettingSheet({ setting, label, employerId, onClose }: SettingProps & { onClose: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const change = useChange(setting, employerId);
  const [typed, setTyped] = useState<unknown>(setting.value);
  const shape = setting.shape as Shape;
  const save = async () => {
    if (await change.save(tidied(typed))) onClose();
  };
  return (
    <Sheet
      title={label}
      onClose={onClose}
      foot={
        <Button kind="primary" busy={change.running} onPress={() => void save()}>
          {t('console.save')}
        </Button>
      }
    >
      <div className="gj-form">
        <SettingParts
          id={setting.name}
          label={t('console.value')}
          shape={shape}
          value={typed}
          nameOf={(name) => setting.parts[name]?.[language] ?? name}
          onChange={setTyped}
        />
        {change.failure}
      </div>
    </Sheet>
  );
}

function useChange(setting: Setting, employerId: string | undefined) {
  const t = useWords(words);
  const change = useCommand(changeSetting);
  return {
    running: change.running,
    failure: change.failure ? <FailureNote failure={change.failure} kept /> : null,
    save: async (value: unknown): Promise<boolean> => {
      const done = await change.run({ name: setting.name, value, ...(employerId && { employerId }) });
      if (done) tell(t('console.saved'));
      return done !== undefined;
    },
  };
}

/** A value in words: short ones whole, of long lists how many. */
function useSaid(setting: Setting): string {
  const t = useWords(words);
  const language = useLanguage();
  const nameOf = (name: string) => setting.parts[name]?.[language] ?? name;
  const say = (value: unknown, shape: Shape): string => {
    if (typeof value === 'boolean') return t(value ? 'console.on' : 'console.off');
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string') return shape.enum || value === '' ? nameOf(value) : value;
    if (Array.isArray(value)) {
      if (value.length === 0) return t('console.none.chosen');
      return value.length > 4
        ? t('console.count', { count: value.length })
        : value.map((one) => say(one, shape.items ?? {})).join(t('comma'));
    }
    const held = Object(value) as Record<string, unknown>;
    const parts = (partsOf(shape) ?? []).filter(({ name }) => held[name] !== undefined);
    if (parts.length === 0) return t('console.none.chosen');
    return parts.map((part) => `${nameOf(part.name)} ${say(held[part.name], part.shape)}`).join(' · ');
  };
  return say(setting.value, setting.shape as Shape);
}
