import { DatePicker } from '#design/date-picker.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { setDeputy } from '../../contract/deputies.ts';
import { listKinds } from '../../contract/operations.ts';
import { useDraft } from '../use-draft.ts';
import { useSpoken } from '../use-spoken.ts';
import { wallClock } from '../wall-clock.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';

/** Names somebody to act for oneself, or by an administrator for somebody else, for some days, in all or some kinds of request. */
export function DeputySheet({ principalId, onClose }: { principalId?: string; onClose: () => void }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const viewer = useViewer();
  const format = useFormat();
  const today = wallClock(useNow(), format.zone).slice(0, 10);
  const readKinds = useRead(listKinds, {});
  const { run, running, failure } = useCommand(setDeputy);
  const draft = useDraft(`approvals.deputy.${principalId ?? ''}`, {
    people: [] as readonly string[],
    kinds: [] as readonly string[],
    from: today,
    until: '',
    reason: '',
  });
  const { people, from, until } = draft.values;
  const [deputyId] = people;
  const reason = draft.values.reason.trim();
  const send = async () => {
    if (!deputyId) return;
    const chosen = [...draft.values.kinds];
    const rule = { deputyId, kinds: chosen.length === 0 ? null : chosen, from, until };
    if (!(await run(principalId === undefined ? rule : { ...rule, principalId, reason }))) return;
    draft.forget();
    onClose();
    tell(t('told.deputySet'));
  };
  return (
    <ActionSheet
      title={t('deputy.new')}
      send={t('deputy.send')}
      busy={running}
      ready={deputyId !== undefined && from !== '' && until !== '' && (principalId === undefined || reason !== '')}
      failure={failure}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p className="gj-second">{t('deputy.hint')}</p>
      <Labelled label={t('deputy.who')}>
        {(named) => (
          <Part
            of={personPicker}
            {...named}
            most={1}
            without={[principalId ?? viewer.personId]}
            value={people}
            onChange={(next) => draft.set({ people: next ?? [] })}
          />
        )}
      </Labelled>
      <Labelled label={t('deputy.from')}>
        {(named) => (
          <DatePicker {...named} least={today} value={from} onChange={(next) => draft.set({ from: next ?? '' })} />
        )}
      </Labelled>
      <Labelled label={t('deputy.until')} hint={t('deputy.until.hint')}>
        {(named) => (
          <DatePicker
            {...named}
            least={from || today}
            {...(until && { value: until })}
            onChange={(next) => draft.set({ until: next ?? '' })}
          />
        )}
      </Labelled>
      <Labelled label={t('deputy.kinds')} required={false}>
        {(named) => (
          <MultiSelect
            {...named}
            placeholder={t('deputy.allKinds')}
            value={draft.values.kinds}
            from={readKinds}
            choices={(readKinds.data?.rows ?? []).map((kind) => ({ value: kind.kind, label: spoken(kind.title) }))}
            onChange={(next) => draft.set({ kinds: next ?? [] })}
          />
        )}
      </Labelled>
      {principalId === undefined ? null : (
        <Labelled label={t('reason')}>
          {(named) => (
            <TextArea
              {...named}
              value={draft.values.reason}
              most={500}
              onChange={(next) => draft.set({ reason: next ?? '' })}
            />
          )}
        </Labelled>
      )}
    </ActionSheet>
  );
}
