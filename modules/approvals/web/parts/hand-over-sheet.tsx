import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { reassign, transfer } from '../../contract/operations.ts';
import { delegate } from '../../contract/step-operations.ts';
import { useDraft } from '../use-draft.ts';
import type { Shown } from '../use-shown.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';
import { ReasonField } from './reason-field.tsx';

/** Gives a task to somebody else: its holder transfers it, or delegates it for an opinion; an administrator reassigns it and says why. */
export function HandOverSheet(props: {
  shown: Shown;
  slotId: string;
  what: 'transfer' | 'delegate' | 'reassign';
  onClose: () => void;
}) {
  const t = useWords(words);
  const { shown, slotId, what } = props;
  const { requestId, applicantId } = shown.view;
  const draft = useDraft(`approvals.${what}.${requestId}.${slotId}`, { people: [] as readonly string[], reason: '' });
  const { people, reason } = draft.values;
  const own = useCommand<typeof transfer | typeof delegate>(what === 'delegate' ? delegate : transfer);
  const administrators = useCommand(reassign);
  const { running, failure } = what === 'reassign' ? administrators : own;
  const [to] = people;
  const said = reason.trim();
  const send = async () => {
    if (!to) return;
    const task = { requestId, slotId, to };
    const done =
      what === 'reassign'
        ? await administrators.run({ ...task, reason: said })
        : await own.run({ ...task, ...(said === '' ? {} : { reason: said }) });
    if (!done) return;
    draft.forget();
    props.onClose();
    tell(t(`told.${what}`));
  };
  return (
    <ActionSheet
      title={t(`do.${what}`)}
      send={t(`do.${what}`)}
      busy={running}
      ready={to !== undefined && (what !== 'reassign' || said !== '')}
      failure={failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <p className="gj-second">
        {t(`hint.${what}`, {
          name: shown.nameOf(shown.slotOf(slotId)?.personId),
        })}
      </p>
      <Labelled label={t('handOver.to')}>
        {(named) => (
          <Part
            of={personPicker}
            {...named}
            most={1}
            without={[applicantId]}
            value={people}
            onChange={(next) => draft.set({ people: next ?? [] })}
          />
        )}
      </Labelled>
      <ReasonField value={reason} onChange={(reason) => draft.set({ reason })} required={what === 'reassign'} />
    </ActionSheet>
  );
}
