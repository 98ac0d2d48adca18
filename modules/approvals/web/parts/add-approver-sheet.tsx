import { RadioGroup } from '#design/radio-group.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { addApprover } from '../../contract/operations.ts';
import { useDraft } from '../use-draft.ts';
import type { Shown } from '../use-shown.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';
import { ReasonField } from './reason-field.tsx';

type Place = 'before' | 'alongside' | 'after';

/** Asks others too: before me, alongside, or after me. */
export function AddApproverSheet(props: { shown: Shown; slotId: string; onClose: () => void }) {
  const t = useWords(words);
  const { shown, slotId } = props;
  const { requestId, applicantId } = shown.view;
  const draft = useDraft(`approvals.addApprover.${requestId}.${slotId}`, {
    place: 'before' as Place,
    people: [] as readonly string[],
    needs: 'all' as 'all' | 'any',
    reason: '',
  });
  const { place, people, needs, reason } = draft.values;
  const { run, running, failure } = useCommand(addApprover);
  const send = async () => {
    const said = reason.trim();
    const done = await run({
      requestId,
      slotId,
      place,
      people: [...people],
      needs,
      ...(said === '' ? {} : { reason: said }),
    });
    if (!done) return;
    draft.forget();
    props.onClose();
    tell(t('told.addApprover'));
  };
  return (
    <ActionSheet
      title={t('do.addApprover')}
      send={t('do.addApprover')}
      busy={running}
      ready={people.length > 0}
      failure={failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <Labelled label={t('add.place')} hint={t(`add.${place}.hint`)} group>
        {(named) => (
          <RadioGroup
            {...named}
            value={place}
            onChange={(next) => draft.set({ place: next ?? 'before' })}
            choices={(['before', 'alongside', 'after'] as const).map((value) => ({ value, label: t(`add.${value}`) }))}
          />
        )}
      </Labelled>
      <Labelled label={t('add.people')}>
        {(named) => (
          <Part
            of={personPicker}
            {...named}
            without={[applicantId]}
            value={people}
            onChange={(next) => draft.set({ people: next ?? [] })}
          />
        )}
      </Labelled>
      {people.length > 1 ? (
        <Labelled label={t('add.needs')} group>
          {(named) => (
            <RadioGroup
              {...named}
              value={needs}
              onChange={(next) => draft.set({ needs: next ?? 'all' })}
              choices={[
                { value: 'all', label: t('add.all') },
                { value: 'any', label: t('add.any') },
              ]}
            />
          )}
        </Labelled>
      ) : null}
      <ReasonField value={reason} onChange={(reason) => draft.set({ reason })} required={false} />
    </ActionSheet>
  );
}
