import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { copyRequest } from '../../contract/operations.ts';
import { useDraft } from '../use-draft.ts';
import type { Shown } from '../use-shown.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';

/** Lets others know of a request. */
export function CopySheet({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  const t = useWords(words);
  const { requestId } = shown.view;
  const draft = useDraft(`approvals.copy.${requestId}`, { people: [] as readonly string[] });
  const { people } = draft.values;
  const { run, running, failure } = useCommand(copyRequest);
  const send = async () => {
    const done = await run({ requestId, people: [...people] });
    if (!done) return;
    draft.forget();
    onClose();
    tell(t('told.copy'));
  };
  return (
    <ActionSheet
      title={t('do.copy')}
      send={t('do.copy')}
      busy={running}
      ready={people.length > 0}
      failure={failure}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p className="gj-second">{t('copy.hint')}</p>
      <Labelled label={t('copy.to')}>
        {(named) => (
          <Part of={personPicker} {...named} value={people} onChange={(next) => draft.set({ people: next ?? [] })} />
        )}
      </Labelled>
    </ActionSheet>
  );
}
