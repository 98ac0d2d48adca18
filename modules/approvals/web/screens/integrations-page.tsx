import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Table } from '#design/table.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { SecretSheet } from '#kernel/web/identity/secret-sheet.tsx';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { confirmAddresses, listIntegrations, testIntegration } from '../../contract/call-operations.ts';
import { CallState } from '../parts/call-state.tsx';
import { AddressesSheet } from '../parts/integration/addresses-sheet.tsx';
import { CallsSheet } from '../parts/integration/calls-sheet.tsx';
import type { Integration } from '../parts/integration/integration.ts';
import { IntegrationSheet } from '../parts/integration/integration-sheet.tsx';
import { SureSheet } from '../parts/integration/sure-sheet.tsx';
import { ReasonSheet } from '../parts/reason-sheet.tsx';
import { words } from '../words.ts';
import '../approvals.css';

type Open =
  | { readonly what: 'add' }
  | { readonly what: 'secret'; readonly secret: string }
  | { readonly what: 'wake'; readonly requestId: string; readonly visit: number }
  | { readonly what: 'change' | 'addresses' | 'calls' | 'newSecret' | 'remove'; readonly integrationId: string };

/** The systems outside that flows may call: where they are, what they may reach, and what came of the calls. */
export function IntegrationsPage() {
  const t = useWords(words);
  const read = useRead(listIntegrations, {});
  const [open, setOpen] = useState<Open>();
  const test = useCommand(testIntegration);
  const sendTest = async ({ integrationId }: Integration) => {
    if (await test.run({ integrationId })) tell(t('told.testSent'));
  };
  const menu = (row: Integration) => {
    const { integrationId } = row;
    const to = (what: 'change' | 'addresses' | 'calls' | 'newSecret' | 'remove') => () =>
      setOpen({ what, integrationId });
    return (
      <MenuButton
        label={t('integration.actions', { name: row.name })}
        choices={[
          { key: 'test', label: t('integration.test'), icon: 'send', onPress: () => void sendTest(row) },
          { key: 'calls', label: t('integration.calls'), icon: 'list', onPress: to('calls') },
          { key: 'change', label: t('integration.change'), icon: 'edit', onPress: to('change') },
          { key: 'addresses', label: t('integration.addresses'), icon: 'lock', onPress: to('addresses') },
          { key: 'secret', label: t('integration.secret.new'), icon: 'key', onPress: to('newSecret') },
          { key: 'remove', label: t('integration.remove'), icon: 'trash', danger: true, onPress: to('remove') },
        ]}
      />
    );
  };
  const last = (row: Integration) =>
    row.last ? (
      <span className="approvals-line">
        <CallState call={row.last} />
        <span className="gj-faint">
          <When at={row.last.madeAt} />
        </span>
      </span>
    ) : (
      <span className="gj-second">{t('integration.never')}</span>
    );
  const reach = (row: Integration) =>
    row.allowed.length > 0 ? row.allowed.join(' ') : t('integration.addresses.public');
  return (
    <Page
      width="full"
      title={t('integrations')}
      tools={
        <Button kind="primary" icon="plus" onPress={() => setOpen({ what: 'add' })}>
          {t('integration.new')}
        </Button>
      }
    >
      {test.failure ? <FailureNote failure={test.failure} /> : null}
      <Loaded read={read} shape="rows">
        {({ rows }) => (
          <div className="approvals-screen">
            {rows.map((row) => (row.proposed ? <Proposed key={row.integrationId} integration={row} /> : null))}
            {rows.length === 0 ? (
              <Empty icon="link" title={t('integration.none')}>
                {t('integration.none.body')}
              </Empty>
            ) : (
              <Table
                label={t('integrations')}
                rows={rows}
                rowKey={(row) => row.integrationId}
                phoneRow={(row) => (
                  <div className="approvals-draft">
                    <ListRow title={row.name} line={last(row)} />
                    {menu(row)}
                  </div>
                )}
                columns={[
                  {
                    key: 'name',
                    title: t('integration.name'),
                    always: true,
                    cell: (row) => (
                      <button
                        type="button"
                        className="approvals-link"
                        onClick={() => setOpen({ what: 'calls', integrationId: row.integrationId })}
                      >
                        {row.name}
                      </button>
                    ),
                    sort: (row) => row.name,
                  },
                  { key: 'url', title: t('integration.url'), cell: (row) => <code>{row.url}</code> },
                  { key: 'reach', title: t('integration.addresses'), cell: reach },
                  { key: 'last', title: t('integration.last'), cell: last },
                  { key: 'menu', title: '', always: true, cell: menu },
                ]}
              />
            )}
            <Sheets open={open} rows={rows} show={setOpen} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

/** Private addresses that wait for a second person. */
function Proposed({ integration }: { integration: Integration }) {
  const t = useWords(words);
  const language = useLanguage();
  const { run, running, failure } = useCommand(confirmAddresses);
  const { integrationId, revision, proposed, name } = integration;
  const confirm = async () => {
    if (await run({ integrationId, revision })) tell(t('told.addressesConfirmed'));
  };
  return (
    <Note
      tone="warn"
      icon="lock"
      title={`${name} · ${t('integration.proposed', {
        name: proposed?.byName ?? '',
        addresses: (proposed?.addresses ?? []).join(language === 'zh' ? '、' : ', '),
      })}`}
      {...(integration.mayConfirm && {
        actions: (
          <Button busy={running} onPress={() => void confirm()}>
            {t('integration.confirm')}
          </Button>
        ),
      })}
    >
      {failure ? <FailureNote failure={failure} /> : integration.mayConfirm ? null : t('integration.proposed.wait')}
    </Note>
  );
}

function Sheets(props: {
  open: Open | undefined;
  rows: readonly Integration[];
  show: (open: Open | undefined) => void;
}) {
  const t = useWords(words);
  const { open, rows, show } = props;
  if (!open) return null;
  const close = () => show(undefined);
  const showSecret = (secret: string) => show({ what: 'secret', secret });
  if (open.what === 'add') return <IntegrationSheet onSecret={showSecret} onClose={close} />;
  if (open.what === 'secret') {
    return (
      <SecretSheet
        title={t('integration.secret')}
        once={t('integration.secret.hint')}
        secrets={[{ value: open.secret }]}
        onClose={close}
      />
    );
  }
  if (open.what === 'wake') {
    const { requestId, visit } = open;
    return <ReasonSheet what="wake" input={{ requestId, visit }} onClose={close} />;
  }
  const integration = rows.find((row) => row.integrationId === open.integrationId);
  if (!integration) return null;
  switch (open.what) {
    case 'change':
      return <IntegrationSheet integration={integration} onSecret={showSecret} onClose={close} />;
    case 'addresses':
      return <AddressesSheet integration={integration} onClose={close} />;
    case 'calls':
      return (
        <CallsSheet
          integration={integration}
          onWake={(requestId, visit) => show({ what: 'wake', requestId, visit })}
          onClose={close}
        />
      );
    default:
      return <SureSheet what={open.what} integration={integration} onSecret={showSecret} onClose={close} />;
  }
}
