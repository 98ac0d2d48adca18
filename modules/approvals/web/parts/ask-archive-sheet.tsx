import { useState } from 'react';
import { DatePicker } from '#design/date-picker.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { Select } from '#design/select.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { askForArchive, type listArchiveKinds } from '../../contract/archive-search.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';
import { ReasonField } from './reason-field.tsx';

/** Asks for the permission to query the archive; who must agree is said before. */
export function AskArchiveSheet(props: { kinds: OutputOf<typeof listArchiveKinds>['rows']; onClose: () => void }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const [reach, setReach] = useState<'department' | 'employer'>('department');
  const [until, setUntil] = useState<string>();
  const [reason, setReason] = useState('');
  const { run, running, failure } = useCommand(askForArchive);
  const isWide = reach === 'employer' || props.kinds.some((one) => one.important && kinds.includes(one.kind));
  const send = async () => {
    if (until === undefined) return;
    const done = await run({ kinds: [...kinds], reach, until, reason: reason.trim() });
    if (!done) return;
    props.onClose();
    tell(t('query.asked', { number: done.number }));
  };
  return (
    <ActionSheet
      title={t('query.ask')}
      send={t('query.ask.send')}
      busy={running}
      ready={kinds.length > 0 && until !== undefined && reason.trim() !== ''}
      failure={failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <p className="gj-second">{t(isWide ? 'query.ask.wide' : 'query.ask.usual')}</p>
      <Labelled label={t('query.ask.kinds')}>
        {(named) => (
          <MultiSelect
            {...named}
            value={kinds}
            onChange={(next) => setKinds(next ?? [])}
            choices={props.kinds.map((one) => ({ value: one.kind, label: spoken(one.title) }))}
          />
        )}
      </Labelled>
      <Labelled label={t('query.ask.reach')}>
        {(named) => (
          <Select
            {...named}
            value={reach}
            onChange={(next) => setReach(next ?? 'department')}
            choices={(['department', 'employer'] as const).map((value) => ({
              value,
              label: t(`query.reach.${value}`),
            }))}
          />
        )}
      </Labelled>
      <Labelled label={t('query.ask.until')}>
        {(named) => <DatePicker {...named} value={until} onChange={setUntil} />}
      </Labelled>
      <ReasonField label={t('query.ask.reason')} value={reason} onChange={setReason} />
    </ActionSheet>
  );
}
