import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Empty } from '#design/empty.tsx';
import { FactList } from '#design/fact-list.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { Question } from '#design/question.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { mayUse, useViewerState } from '#kernel/web/identity/viewer.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { decidePackage, listPackages, readMinutes, withdrawPackage } from '../../contract/packages.ts';
import { managePackages } from '../../contract/permissions.ts';
import { PackageGrants } from '../parts/package-grants.tsx';
import { words } from '../words.ts';
import '../access.css';

type Package = OutputOf<typeof listPackages>['rows'][number];
const tones = {
  waiting: 'warn',
  inForce: 'pass',
  refused: 'neutral',
  withdrawn: 'neutral',
  replaced: 'neutral',
  expired: 'neutral',
} as const;

/** Packages of departments: what each holds, the resolution that it rests on, and to whom its permissions are given. */
export function Packages() {
  const t = useWords(words);
  const viewer = useViewerState();
  const [over, setOver] = useState(false);
  const read = useReadPages(listPackages, { over });
  return (
    <Page
      title={t('packages.title')}
      lead={t('packages.lead')}
      tools={
        mayUse(viewer, managePackages) ? (
          <Button kind="primary" icon="plus" href="/packages/new">
            {t('packages.new')}
          </Button>
        ) : null
      }
    >
      <Checkbox id="packages-over" value={over} onChange={(next) => setOver(next ?? false)}>
        {t('packages.over')}
      </Checkbox>
      {read.failure ? <FailureNote failure={read.failure} onRetry={read.readAgain} /> : null}
      {read.loading ? <Skeleton shape="rows" /> : null}
      {read.rows?.length === 0 ? (
        <Empty icon="lock" title={t('packages.none')}>
          {t('packages.noneBody')}
        </Empty>
      ) : (
        (read.rows ?? []).map((row) => <OnePackage key={row.id} row={row} />)
      )}
      <MoreRows of={read} />
    </Page>
  );
}

function OnePackage({ row }: { row: Package }) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const decide = useCommand(decidePackage);
  const say = async (agree: boolean) => {
    if (!(await confirmIdentity())) return;
    if (await decide.run({ packageId: row.id, agree })) tell(t(agree ? 'packages.inForceNow' : 'packages.refusedNow'));
  };
  const separator = language === 'zh' ? '、' : ', ';
  return (
    <Card
      title={
        <span className="access-tags">
          {row.department.name}
          <Tag tone={tones[row.state]}>{t(`packages.state.${row.state}`)}</Tag>
        </span>
      }
    >
      <FactList
        facts={[
          {
            name: t('packages.resolution'),
            value: t('packages.resolutionOf', {
              number: row.resolution.number,
              day: format.day(row.resolution.day),
            }),
          },
          { name: t('packages.attendees'), value: row.resolution.attendees.map(({ name }) => name).join(separator) },
          {
            name: t('packages.minutes'),
            value: (
              <a href={fileUrl(readMinutes, { packageId: row.id })} target="_blank" rel="noreferrer">
                {row.minutes}
              </a>
            ),
          },
          { name: t('packages.entered'), value: `${row.proposedBy.name} · ${format.exact(row.proposedAt)}` },
          ...(row.expiresAt ? [{ name: t('grants.expires'), value: format.exact(row.expiresAt) }] : []),
          ...(row.decidedBy && row.decidedAt && row.state !== 'refused'
            ? [{ name: t('packages.agreed'), value: `${row.decidedBy.name} · ${format.exact(row.decidedAt)}` }]
            : []),
          ...(row.reason ? [{ name: t('packages.reason'), value: row.reason }] : []),
        ]}
      />
      <details open={row.state === 'waiting'}>
        <summary>{t('packages.permissions', { count: row.permissions.length })}</summary>
        <ul className="access-grants">
          {row.permissions.map((one) => (
            <li key={one.name}>
              <span>{one.sentence[language]}</span>
              <span>{t(`reach.${one.reach}`)}</span>
            </li>
          ))}
        </ul>
      </details>
      {row.state === 'inForce' ? <PackageGrants of={row} /> : null}
      {decide.failure ? <FailureNote failure={decide.failure} /> : null}
      <div className="gj-actions">
        {row.may.includes('agree') ? (
          <Button kind="primary" busy={decide.running} onPress={() => void say(true)}>
            {t('packages.agree')}
          </Button>
        ) : null}
        {row.may.includes('refuse') ? (
          <Button busy={decide.running} onPress={() => void say(false)}>
            {t('packages.refuse')}
          </Button>
        ) : null}
        {row.may.includes('withdraw') ? <Withdraw row={row} /> : null}
      </div>
    </Card>
  );
}

function Withdraw({ row }: { row: Package }) {
  const t = useWords(words);
  const [asks, setAsks] = useState(false);
  const [reason, setReason] = useState('');
  const withdraw = useCommand(withdrawPackage);
  const send = async () => {
    if (reason.trim() === '' || !(await confirmIdentity())) return;
    if (!(await withdraw.run({ packageId: row.id, reason: reason.trim() }))) return;
    setAsks(false);
    tell(t('packages.withdrawnNow'));
  };
  return (
    <>
      <Button onPress={() => setAsks(true)}>{t('packages.withdraw')}</Button>
      <Question
        open={asks}
        title={t('packages.withdrawAsk', { department: row.department.name })}
        yes={t('packages.withdraw')}
        no={t('packages.keep')}
        danger
        busy={withdraw.running}
        onYes={() => void send()}
        onNo={() => setAsks(false)}
      >
        <p>{t('packages.withdrawBody', { count: row.grants })}</p>
        <FieldFrame id={`withdraw-${row.id}`} label={t('packages.reason')}>
          <Input id={`withdraw-${row.id}`} value={reason} onChange={(next) => setReason(next ?? '')} />
        </FieldFrame>
        {withdraw.failure ? <FailureNote failure={withdraw.failure} kept /> : null}
      </Question>
    </>
  );
}
