import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { changeIntegration, removeIntegration } from '../../../contract/call-operations.ts';
import { words } from '../../words.ts';
import { ActionSheet } from '../action-sheet.tsx';
import type { Integration } from './integration.ts';

/** What can't be taken back: says before what follows from it. */
export function SureSheet(props: {
  what: 'newSecret' | 'remove';
  integration: Integration;
  onSecret: (secret: string) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const change = useCommand(changeIntegration);
  const remove = useCommand(removeIntegration);
  const { integrationId, revision, name } = props.integration;
  const isRemoval = props.what === 'remove';
  const send = async () => {
    if (isRemoval) {
      if (!(await remove.run({ integrationId, revision }))) return;
      tell(t('told.integrationRemoved'));
      props.onClose();
      return;
    }
    const done = await change.run({ integrationId, revision, newSecret: true });
    if (done?.secret) props.onSecret(done.secret);
  };
  const action = t(isRemoval ? 'integration.remove' : 'integration.secret.new');
  return (
    <ActionSheet
      title={`${action} · ${name}`}
      send={action}
      danger
      busy={change.running || remove.running}
      ready
      failure={change.failure ?? remove.failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <p>{t(isRemoval ? 'integration.remove.hint' : 'integration.secret.change')}</p>
    </ActionSheet>
  );
}
