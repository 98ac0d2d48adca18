import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Note } from '#design/note.tsx';
import { Stack } from '#design/stack.tsx';
import { Tag } from '#design/tag.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { SecretSheet } from '#kernel/web/identity/secret-sheet.tsx';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { useSignal } from '#kernel/web/push/signals.ts';
import { type ApplicationRow, listOffers } from '../../contract/applications.ts';
import { deliveredSignal } from '../../contract/events.ts';
import { type DeliveryRow, listDeliveries, renewSecret, sendAgain, testWebhook } from '../../contract/webhooks.ts';
import { words } from '../words.ts';

const tones = { waiting: 'warn', told: 'pass', dead: 'seal' } as const;

/** What an application is told: a test, the secret, and what became of each delivery. */
export function DeliveryList({ row }: { row: ApplicationRow }) {
  const t = useWords(words);
  const { applicationId, standing } = row;
  const test = useCommand(testWebhook);
  const renew = useCommand(renewSecret);
  const again = useCommand(sendAgain);
  const pages = useReadPages(listDeliveries, { applicationId, limit: 20 });
  useSignal(deliveredSignal, (facts) => {
    if ((facts as { applicationId?: string }).applicationId === applicationId) pages.readAgain();
  });
  const [secret, setSecret] = useState<string>();
  const failure = test.failure ?? renew.failure ?? again.failure ?? pages.failure;
  const change = async () => {
    if (!(await confirmIdentity())) return;
    const made = await renew.run({ applicationId });
    if (made) setSecret(made.secret);
  };
  return (
    <Card title={t('deliveries')}>
      <Stack>
        {failure ? <FailureNote failure={failure} /> : null}
        {standing?.active && !standing.signed ? (
          <Note tone="warn" title={t('secret.none')}>
            {t('secret.none.body')}
          </Note>
        ) : null}
        {pages.rows?.length === 0 ? <p className="gj-second">{t('deliveries.none')}</p> : null}
        <ul className="integrations-rows" aria-label={t('deliveries')}>
          {(pages.rows ?? []).map((delivery) => (
            <li key={delivery.deliveryId}>
              <Line
                row={delivery}
                busy={again.running}
                onAgain={() => void again.run({ deliveryId: delivery.deliveryId })}
              />
            </li>
          ))}
        </ul>
        <MoreRows of={pages} />
        {standing?.active ? (
          <div className="gj-actions">
            <Button icon="refresh" busy={test.running} onPress={() => void test.run({ applicationId })}>
              {t('webhook.test')}
            </Button>
            <Button busy={renew.running} onPress={() => void change()}>
              {t(standing.signed ? 'secret.renew' : 'secret.fetch')}
            </Button>
          </div>
        ) : null}
        {secret === undefined ? null : (
          <SecretSheet
            title={t('secret')}
            once={t('secret.once')}
            secrets={[{ value: secret }]}
            hint={t('secret.hint')}
            onClose={() => setSecret(undefined)}
          />
        )}
      </Stack>
    </Card>
  );
}

function Line({ row, busy, onAgain }: { row: DeliveryRow; busy: boolean; onAgain: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const kinds = useRead(listOffers, {}).data?.kinds;
  const [code, address = ''] = (row.error ?? '').split(' ');
  const answer =
    code === 'privateAddress'
      ? t('delivery.private', { address })
      : row.status === null
        ? code
        : t('delivery.status', { status: row.status });
  return (
    <ListRow
      title={
        <>
          {row.number === null
            ? t('delivery.test')
            : (kinds?.find(({ name }) => name === row.event)?.summary[language] ?? row.event)}{' '}
          <Tag tone={tones[row.state]}>{t(`delivery.${row.state}`)}</Tag>
        </>
      }
      line={[
        row.number === null ? undefined : t('delivery.number', { number: row.number }),
        t('delivery.tries', { count: row.tries }),
        answer || undefined,
      ]
        .filter((one) => one !== undefined)
        .join(' · ')}
      when={<When at={row.at} />}
      deciding={
        row.may.includes('sendAgain') ? (
          <Button busy={busy} onPress={onAgain}>
            {t('delivery.again')}
          </Button>
        ) : null
      }
    />
  );
}
