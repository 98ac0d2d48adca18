import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { proposeAddresses } from '../../../contract/call-operations.ts';
import { useDraft } from '../../use-draft.ts';
import { words } from '../../words.ts';
import { ActionSheet } from '../action-sheet.tsx';
import { Labelled } from '../labelled.tsx';
import type { Integration } from './integration.ts';

/** Proposes the private addresses that calls may reach; a second person confirms them. */
export function AddressesSheet({ integration, onClose }: { integration: Integration; onClose: () => void }) {
  const t = useWords(words);
  const { integrationId, revision } = integration;
  const { run, running, failure } = useCommand(proposeAddresses);
  const before = (integration.proposed?.addresses ?? integration.allowed).join('\n');
  const draft = useDraft(`approvals.addresses.${integrationId}`, { text: before });
  const addresses = draft.values.text.split(/[\s,，;；]+/).filter(Boolean);
  const send = async () => {
    if (!(await run({ integrationId, revision, addresses }))) return;
    draft.forget();
    onClose();
    tell(t(addresses.length === 0 ? 'told.addressesCleared' : 'told.addressesProposed'));
  };
  return (
    <ActionSheet
      title={t('integration.addresses')}
      send={t('integration.addresses.send')}
      busy={running}
      ready={draft.values.text !== before && addresses.length <= 20}
      failure={failure}
      onSend={() => void send()}
      onClose={onClose}
    >
      <p className="gj-second">{t('integration.addresses.hint')}</p>
      <Labelled label={t('integration.addresses.list')} required={false}>
        {(named) => (
          <TextArea
            {...named}
            value={draft.values.text}
            most={1200}
            onChange={(next) => draft.set({ text: next ?? '' })}
          />
        )}
      </Labelled>
    </ActionSheet>
  );
}
