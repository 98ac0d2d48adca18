import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { tell } from '#design/toast.tsx';
import type { OperationContract } from '#kernel/contract/operation.ts';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import {
  approveDestruction,
  endHold,
  holdRequest,
  keepLonger,
  proposeDestruction,
  withdrawDestruction,
} from '../../contract/destruction.ts';
import { useDraft } from '../use-draft.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';
import { ReasonField } from './reason-field.tsx';

const operations = {
  propose: proposeDestruction,
  keep: keepLonger,
  hold: holdRequest,
  release: endHold,
  withdraw: withdrawDestruction,
  approve: approveDestruction,
} as const;

/** What is done about the destruction of archived requests: what follows is said before, and who does it says why. */
export function DestructionSheet(props: {
  what: keyof typeof operations;
  /** What it is about, as people call it. */
  of?: string;
  input: Record<string, unknown>;
  onDone?: (answer: Record<string, unknown>) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { what, of, input } = props;
  const operation: OperationContract<'command'> = operations[what];
  const { run, running, failure } = useCommand(operation);
  const draft = useDraft(`approvals.destruction.${what}.${of ?? ''}`, { reason: '', until: '', number: '' });
  const reason = draft.values.reason.trim();
  const number = draft.values.number.trim();
  const { until } = draft.values;
  const saysWhy = what !== 'withdraw' && what !== 'approve';
  const send = async () => {
    const answer = await run({
      ...input,
      ...(saysWhy && { reason }),
      ...(what === 'keep' && { until }),
      ...(what === 'hold' && { number }),
    });
    if (answer === undefined) return;
    draft.forget();
    props.onClose();
    tell(t(`destruction.told.${what}`));
    props.onDone?.(answer as Record<string, unknown>);
  };
  return (
    <ActionSheet
      title={of ? `${t(`destruction.do.${what}`)} · ${of}` : t(`destruction.do.${what}`)}
      send={t(`destruction.do.${what}`)}
      danger={what === 'approve'}
      busy={running}
      ready={(!saysWhy || reason !== '') && (what !== 'keep' || until !== '') && (what !== 'hold' || number !== '')}
      failure={failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <p className="gj-second">{t(`destruction.hint.${what}`)}</p>
      {what === 'hold' ? (
        <Labelled label={t('destruction.number')}>
          {(named) => (
            <Input
              {...named}
              value={draft.values.number}
              most={60}
              onChange={(next) => draft.set({ number: next ?? '' })}
            />
          )}
        </Labelled>
      ) : null}
      {what === 'keep' ? (
        <Labelled label={t('destruction.until')}>
          {(named) => <DatePicker {...named} value={until} onChange={(next) => draft.set({ until: next ?? '' })} />}
        </Labelled>
      ) : null}
      {saysWhy ? <ReasonField value={draft.values.reason} onChange={(reason) => draft.set({ reason })} /> : null}
    </ActionSheet>
  );
}
