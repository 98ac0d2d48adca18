import { useState } from 'react';
import { z } from 'zod';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { tell } from '#design/toast.tsx';
import { changeSetting, readSettings } from '#kernel/contract/kernel-operations.ts';
import { retentionPeriods } from '#kernel/contract/retention.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { messageMonths } from '#modules/messaging/contract/retention.ts';
import { words } from '../words.ts';
import '../privacy.css';

type Periods = z.infer<typeof retentionPeriods.shape> & { readonly messageMonths: number };

const shapes = { ...retentionPeriods.shape.shape, messageMonths: messageMonths.shape };
const names = Object.keys(shapes) as (keyof Periods)[];

/** What the setting allows for a period. */
function boundsOf(name: keyof Periods): { least: number | undefined; most: number | undefined } {
  const shape = shapes[name];
  const { minValue, maxValue } = shape instanceof z.ZodDefault ? shape.unwrap() : shape;
  return { least: minValue ?? undefined, most: maxValue ?? undefined };
}

/** The table of retention periods: whoever may, changes it within what law leaves. */
export function PeriodsCard() {
  const t = useWords(words);
  const read = useRead(readSettings, { names: [retentionPeriods.name, messageMonths.name] });
  return (
    <Card title={t('periods')}>
      <Loaded read={read} shape="rows">
        {({ values }) => {
          const held = (name: string) => values.find((setting) => setting.name === name)?.value;
          const periods = {
            ...retentionPeriods.shape.parse(held(retentionPeriods.name)),
            messageMonths: Number(held(messageMonths.name) ?? 0),
          };
          return (
            <Table
              key={JSON.stringify(periods)}
              value={periods}
              mayChange={values.every((setting) => setting.mayChange)}
            />
          );
        }}
      </Loaded>
    </Card>
  );
}

function Table({ value, mayChange }: { value: Periods; mayChange: boolean }) {
  const t = useWords(words);
  const [typed, setTyped] = useState<Partial<Periods>>(value);
  const change = useCommand(changeSetting);
  const save = async () => {
    const { messageMonths: months, ...periods } = { ...value, ...typed };
    const before = JSON.stringify(value);
    if (JSON.stringify({ ...periods, messageMonths: value.messageMonths }) !== before) {
      if (!(await change.run({ name: retentionPeriods.name, value: periods }))) return;
    }
    if (months !== value.messageMonths && !(await change.run({ name: messageMonths.name, value: months }))) return;
    tell(t('periods.saved'));
  };
  if (!mayChange) {
    return <FactList facts={names.map((name) => ({ name: t(`periods.${name}`), value: value[name] }))} />;
  }
  return (
    <form
      className="gj-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.running) void save();
      }}
    >
      <div className="privacy-periods">
        {names.map((name) => (
          <FieldFrame key={name} id={`period-${name}`} label={t(`periods.${name}`)}>
            <NumberInput
              id={`period-${name}`}
              value={typed[name]}
              {...boundsOf(name)}
              onChange={(next) => setTyped({ ...typed, [name]: next })}
            />
          </FieldFrame>
        ))}
      </div>
      {change.failure ? <FailureNote failure={change.failure} kept /> : null}
      {JSON.stringify({ ...value, ...typed }) !== JSON.stringify(value) ? (
        <div>
          <Button kind="primary" type="submit" busy={change.running}>
            {t('periods.save')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
