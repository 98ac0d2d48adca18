import { useState } from 'react';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { endDeputy } from '../../contract/deputies.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';

/** Ends a rule of others, and says why. */
export function EndDeputySheet({ ruleId, onClose }: { ruleId: string; onClose: () => void }) {
  const t = useWords(words);
  const { run, running, failure } = useCommand(endDeputy);
  const [typed, setTyped] = useState('');
  const reason = typed.trim();
  const end = async () => {
    if (!(await run({ ruleId, reason }))) return;
    onClose();
    tell(t('told.deputyEnded'));
  };
  return (
    <ActionSheet
      title={t('deputy.end')}
      send={t('deputy.end')}
      danger
      busy={running}
      ready={reason !== ''}
      failure={failure}
      onSend={() => void end()}
      onClose={onClose}
    >
      <Labelled label={t('reason')}>
        {(named) => <TextArea {...named} value={typed} most={500} onChange={(next) => setTyped(next ?? '')} />}
      </Labelled>
    </ActionSheet>
  );
}
