import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { JobProgress } from '#kernel/web/calls/job-progress.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useJob } from '#kernel/web/calls/use-job.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { applyLdapSync, compareWithLdap, listLdapDifferences, listLdapSyncs } from '../../contract/ldap-sync.ts';
import { words } from '../words.ts';

type Sync = OutputOf<typeof listLdapSyncs>['rows'][number];
type Difference = OutputOf<typeof listLdapDifferences>['rows'][number];
const counted = ['create', 'change', 'leave', 'role', 'problem'] as const;

/** Following a directory server: comparing, what differs, carrying it out, and what was done before. */
export function LdapSync({ providerId, active }: { providerId: string; active: boolean }) {
  const t = useWords(words);
  const read = useRead(listLdapSyncs, { providerId });
  const compare = useCommand(compareWithLdap);
  return (
    <Card title={t('sync.title')}>
      <p className="gj-second">{t('sync.lead')}</p>
      {compare.failure ? <FailureNote failure={compare.failure} /> : null}
      <Loaded read={read} shape="rows">
        {({ rows }) => (
          <div className="access-apart">
            {active ? (
              <div className="gj-actions">
                <Button
                  icon="refresh"
                  busy={compare.running || rows[0]?.state === 'reading'}
                  onPress={() => void compare.run({ providerId })}
                >
                  {t('sync.compare')}
                </Button>
              </div>
            ) : null}
            {rows[0] ? <Newest key={rows[0].id} sync={rows[0]} /> : null}
            {rows.length > 1 ? (
              <details>
                <summary>{t('sync.earlier')}</summary>
                <ul className="access-syncs">
                  {rows.slice(1).map((sync) => (
                    <li key={sync.id}>
                      <Told sync={sync} />
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Told({ sync }: { sync: Sync }) {
  const t = useWords(words);
  const tone = sync.state === 'applied' ? 'pass' : sync.state === 'failed' ? 'warn' : 'neutral';
  return (
    <div>
      <span className="access-tags">
        <When at={sync.at} />
        <Tag tone={tone}>{t(`sync.state.${sync.state}`)}</Tag>
        <span className="gj-second">{sync.by?.name ?? t('sync.byClock')}</span>
      </span>
      <div className="gj-second">
        {sync.error === null
          ? [
              t('sync.entries', { count: sync.counts.entries }),
              ...counted
                .filter((kind) => sync.counts[kind] > 0)
                .map((kind) => t(`sync.count.${kind}`, { count: sync.counts[kind] })),
            ].join(' · ')
          : t('outside.error', { error: sync.error })}
      </div>
    </div>
  );
}

function Newest({ sync }: { sync: Sync }) {
  const t = useWords(words);
  const read = useReadPages(listLdapDifferences, { syncId: sync.id });
  const apply = useJob(applyLdapSync);
  const rows = read.rows ?? [];
  const people = sync.counts.create + sync.counts.change + sync.counts.leave;
  const carryOut = async () => {
    if (await confirmIdentity()) await apply.start({ syncId: sync.id });
  };
  return (
    <>
      <Told sync={sync} />
      {read.failure ? <FailureNote failure={read.failure} onRetry={read.readAgain} /> : null}
      {rows.length > 0 ? (
        <ul className="access-syncs">
          {rows.map((row) => (
            <li key={row.number}>
              <Row row={row} />
            </li>
          ))}
        </ul>
      ) : sync.state === 'ready' ? (
        <p>{t('sync.same')}</p>
      ) : null}
      <MoreRows of={read} />
      <JobProgress job={apply} />
      {apply.answer ? <p>{t('sync.applied', apply.answer)}</p> : null}
      {sync.state === 'ready' && people > 0 ? (
        <div>
          <Button
            kind="primary"
            busy={['starting', 'queued', 'running'].includes(apply.state)}
            onPress={() => void carryOut()}
          >
            {t('sync.apply', { count: people })}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Row({ row }: { row: Difference }) {
  const t = useWords(words);
  const language = useLanguage();
  return (
    <div>
      <span className="access-tags">
        <Tag tone={row.kind === 'leave' || row.kind === 'problem' ? 'warn' : 'neutral'}>
          {t(`sync.kind.${row.kind}`)}
        </Tag>
        {row.label}
      </span>
      {row.problem ? <div className="gj-second">{t(`sync.problem.${row.problem}`)}</div> : null}
      {row.role ? (
        <div>
          <a href={`/roles/${row.role.id}`}>{row.role.name[language]}</a>
        </div>
      ) : null}
      {row.changes.map(({ field, from, to }) => (
        <div key={field} className="gj-second">
          {t(`sync.field.${field}`)}: {from ? <del>{from}</del> : null} <ins>{to}</ins>
        </div>
      ))}
      {row.kind === 'change' && row.changes.length === 0 ? <div className="gj-second">{t('sync.linkOnly')}</div> : null}
    </div>
  );
}
