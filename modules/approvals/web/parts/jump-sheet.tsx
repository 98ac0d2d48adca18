import { Select } from '#design/select.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { jumpRequest } from '../../contract/step-operations.ts';
import { useDraft } from '../use-draft.ts';
import type { Shown } from '../use-shown.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';
import { ReasonField } from './reason-field.tsx';

/** An administrator goes on at another step, and says why. */
export function JumpSheet({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { requestId } = shown.view;
  const { run, running, failure } = useCommand(jumpRequest);
  const draft = useDraft(`approvals.jump.${requestId}`, { to: '', reason: '' });
  const { to } = draft.values;
  const reason = draft.values.reason.trim();
  const send = async () => {
    if (!(await run({ requestId, to, reason }))) return;
    draft.forget();
    onClose();
    tell(t('told.jump'));
  };
  return (
    <ActionSheet
      title={t('do.jump')}
      send={t('do.jump')}
      busy={running}
      ready={to !== '' && reason !== ''}
      failure={failure}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p className="gj-second">{t('hint.jump')}</p>
      <Labelled label={t('jump.to')}>
        {(named) => (
          <Select
            {...named}
            {...(to && { value: to })}
            choices={(shown.jumpTo ?? []).map(({ nodeId, name }) => ({
              value: nodeId,
              label: spoken(name) || t('step.unnamed'),
            }))}
            onChange={(next) => draft.set({ to: next ?? '' })}
          />
        )}
      </Labelled>
      <ReasonField value={draft.values.reason} onChange={(reason) => draft.set({ reason })} />
    </ActionSheet>
  );
}
