import { Input } from '#design/input.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { addIntegration, changeIntegration } from '../../../contract/call-operations.ts';
import { useDraft } from '../../use-draft.ts';
import { words } from '../../words.ts';
import { ActionSheet } from '../action-sheet.tsx';
import { Labelled } from '../labelled.tsx';
import type { Integration } from './integration.ts';

/** A system that flows may call: its name and where it is called. A new one gives its secret, this once. */
export function IntegrationSheet(props: {
  integration?: Integration;
  onSecret: (secret: string) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { integration } = props;
  const add = useCommand(addIntegration);
  const change = useCommand(changeIntegration);
  const draft = useDraft(`approvals.integration.${integration?.integrationId ?? 'new'}`, {
    name: integration?.name ?? '',
    url: integration?.url ?? '',
  });
  const name = draft.values.name.trim();
  const url = draft.values.url.trim();
  const send = async () => {
    if (integration) {
      const { integrationId, revision } = integration;
      if (!(await change.run({ integrationId, revision, name, url }))) return;
      props.onClose();
    } else {
      const done = await add.run({ name, url });
      if (!done) return;
      props.onSecret(done.secret);
    }
    draft.forget();
    tell(t('told.integrationSaved'));
  };
  const forgets = integration && integration.allowed.length > 0 && url !== integration.url;
  return (
    <ActionSheet
      title={t(integration ? 'integration.change' : 'integration.new')}
      send={t('integration.save')}
      busy={add.running || change.running}
      ready={name !== '' && /^https?:\/\/./.test(url)}
      failure={add.failure ?? change.failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <Labelled label={t('integration.name')}>
        {(named) => (
          <Input {...named} value={draft.values.name} most={80} onChange={(next) => draft.set({ name: next ?? '' })} />
        )}
      </Labelled>
      <Labelled label={t('integration.url')} hint={t('integration.url.hint')}>
        {(named) => (
          <Input {...named} value={draft.values.url} most={1000} onChange={(next) => draft.set({ url: next ?? '' })} />
        )}
      </Labelled>
      {forgets ? <p className="gj-second">{t('integration.url.forgets')}</p> : null}
    </ActionSheet>
  );
}
