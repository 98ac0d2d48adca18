import { type ReactNode, useId, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { Select } from '#design/select.tsx';
import { tell } from '#design/toast.tsx';
import { changeSetting, readSettings } from '#kernel/contract/kernel-operations.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { OutsideChannel } from '../../contract/channels.ts';
import { outsideRules } from '../../contract/settings.ts';
import { type OutsideRules, timeOfDay, wordsOutside } from '../../contract/timing.ts';
import { words } from '../words.ts';
import '../notifications.css';
import { QuietFields } from './quiet-fields.tsx';

/** What holds for every channel: quiet hours, digests, escalation, and how much leaves the house. */
export function RulesCard({ channels }: { channels: readonly OutsideChannel[] }) {
  const t = useWords(words);
  const read = useRead(readSettings, { names: [outsideRules.name] });
  return (
    <Card title={t('rules')}>
      <Loaded read={read} shape="text">
        {({ values: [setting] }) =>
          setting ? (
            <Rules
              key={JSON.stringify(setting.value)}
              held={setting.value as OutsideRules}
              mayChange={setting.mayChange}
              channels={channels}
            />
          ) : null
        }
      </Loaded>
    </Card>
  );
}

function Rules(props: { held: OutsideRules; mayChange: boolean; channels: readonly OutsideChannel[] }) {
  const t = useWords(words);
  const [rules, setRules] = useState(props.held);
  const [times, setTimes] = useState(props.held.digestTimes.join(' '));
  const change = useCommand(changeSetting);
  const set = (next: Partial<OutsideRules>) => setRules({ ...rules, ...next });
  const digestTimes = times.split(/[\s,，、]+/).filter(Boolean);
  const areTimes = digestTimes.length > 0 && digestTimes.every((time) => timeOfDay.safeParse(time).success);
  const save = async () => {
    if (await change.run({ name: outsideRules.name, value: { ...rules, digestTimes } })) tell(t('saved'));
  };
  const minutes = (
    name: 'smsAfterMinutes' | 'phoneAfterMinutes' | 'undeliveredAfterHours',
    label: string,
    hint?: string,
  ) => (
    <Framed label={label} hint={hint}>
      {(id) => (
        <NumberInput
          id={id}
          least={1}
          most={name === 'undeliveredAfterHours' ? 720 : 1_440}
          disabled={!props.mayChange}
          value={rules[name]}
          onChange={(value) => value !== undefined && set({ [name]: value })}
        />
      )}
    </Framed>
  );
  return (
    <form
      className="gj-form notice-rules"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <QuietFields value={rules.quiet} onChange={(quiet) => quiet && set({ quiet })} />
      <Framed label={t('rules.digestTimes')} hint={t('rules.digestTimes.hint')}>
        {(id) => (
          <Input
            id={id}
            value={times}
            disabled={!props.mayChange}
            invalid={!areTimes}
            onChange={(value) => setTimes(value ?? '')}
          />
        )}
      </Framed>
      {minutes('smsAfterMinutes', t('rules.smsAfter'))}
      {minutes('phoneAfterMinutes', t('rules.phoneAfter'))}
      {minutes('undeliveredAfterHours', t('rules.undelivered'), t('rules.undelivered.hint'))}
      {props.channels.map((channel) => (
        <Framed key={channel} label={t('rules.words', { channel: t(`channel.${channel}`) })}>
          {(id) => (
            <Select
              id={id}
              value={rules.words[channel]}
              disabled={!props.mayChange}
              choices={wordsOutside.options.map((value) => ({ value, label: t(`words.${value}`) }))}
              onChange={(value) => value && set({ words: { ...rules.words, [channel]: value } })}
            />
          )}
        </Framed>
      ))}
      {change.failure ? <FailureNote failure={change.failure} kept /> : null}
      {props.mayChange ? (
        <div className="gj-actions">
          <Button type="submit" kind="primary" busy={change.running} disabled={!areTimes}>
            {t('save')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}

function Framed(props: { label: string; hint?: string | undefined; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <FieldFrame id={id} label={props.label} hint={props.hint}>
      {props.children(id)}
    </FieldFrame>
  );
}
