import { useState } from 'react';
import type { z } from 'zod';
import { Select } from '#design/select.tsx';
import { tell } from '#design/toast.tsx';
import { changeSetting, readSettings } from '#kernel/contract/kernel-operations.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { type RetentionPeriod, retention } from '../../contract/archive-settings.ts';
import { listKinds } from '../../contract/operations.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';

type Periods = z.infer<typeof retention.shape>;
/** Years that rules of archives and of law name; others that are held already stand beside them. */
const offered: readonly RetentionPeriod[] = [2, 3, 5, 10, 15, 30, 'permanent'];

/** How long archived requests of an employer are kept: usually, and by kind. What a template says goes before. */
export function PeriodsSheet({ employerId, onClose }: { employerId: string; onClose: () => void }) {
  const read = useRead(readSettings, { employerId, names: [retention.name] });
  return (
    <Loaded read={read} shape="text">
      {({ values: [setting] }) =>
        setting ? (
          <Sheet
            key={JSON.stringify(setting.value)}
            employerId={employerId}
            held={setting.value as Periods}
            mayChange={setting.mayChange}
            onClose={onClose}
          />
        ) : null
      }
    </Loaded>
  );
}

function Sheet(props: { employerId: string; held: Periods; mayChange: boolean; onClose: () => void }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { employerId, held, mayChange, onClose } = props;
  const [typed, setTyped] = useState(held);
  const kinds = useRead(listKinds, {}).data?.rows ?? [];
  const { run, running, failure } = useCommand(changeSetting);
  const choices = (now: RetentionPeriod | undefined) =>
    [...new Set(now === undefined ? offered : [...offered, now])].map((period) => ({
      value: String(period),
      label: period === 'permanent' ? t('periods.permanent') : t('destruction.years', { count: period }),
    }));
  const send = async () => {
    if (!(await run({ name: retention.name, employerId, value: typed }))) return;
    tell(t('periods.saved'));
    onClose();
  };
  const named = new Map(kinds.filter(({ kind }) => !kind.startsWith('own.')).map(({ kind, title }) => [kind, title]));
  for (const kind of Object.keys(held.byKind)) if (!named.has(kind)) named.set(kind, { zh: kind, en: kind });
  return (
    <ActionSheet
      title={t('periods')}
      send={t('periods.save')}
      busy={running}
      ready={mayChange && JSON.stringify(typed) !== JSON.stringify(held)}
      failure={failure}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p className="gj-second">{t('periods.hint')}</p>
      <Labelled label={t('periods.usual')}>
        {({ label: _, ...control }) => (
          <Select
            {...control}
            disabled={!mayChange}
            value={String(typed.usual)}
            choices={choices(held.usual)}
            onChange={(next) => next && setTyped({ ...typed, usual: periodOf(next) })}
          />
        )}
      </Labelled>
      {[...named].map(([kind, title]) => (
        <Labelled key={kind} label={spoken(title)}>
          {({ label: _, ...control }) => (
            <Select
              {...control}
              disabled={!mayChange}
              value={String(typed.byKind[kind] ?? '')}
              choices={[{ value: '', label: t('periods.asUsual') }, ...choices(held.byKind[kind])]}
              onChange={(next) => {
                const { [kind]: _, ...others } = typed.byKind;
                setTyped({ ...typed, byKind: next ? { ...others, [kind]: periodOf(next) } : others });
              }}
            />
          )}
        </Labelled>
      ))}
    </ActionSheet>
  );
}

const periodOf = (typed: string): RetentionPeriod => (typed === 'permanent' ? typed : Number(typed));
