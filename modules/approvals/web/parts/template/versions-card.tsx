import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Note } from '#design/note.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import type { Words } from '#kernel/contract/words.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { JobProgress } from '#kernel/web/calls/job-progress.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useJob } from '#kernel/web/calls/use-job.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import {
  checkMigration,
  countMigration,
  listTemplateVersions,
  migrateRunning,
  restoreTemplateVersion,
} from '../../../contract/template-operations.ts';
import { useSpoken } from '../../use-spoken.ts';
import { words } from '../../words.ts';
import { ReasonField } from '../reason-field.tsx';

/** Every version: who published it, why, from when, what still runs on it. Old ones are taken as a draft, or compared. */
export function VersionsCard(props: { kind: string; designs: boolean; governs: boolean; draftRevision: number }) {
  const t = useWords(words);
  const { kind } = props;
  const list = useReadPages(listTemplateVersions, { kind, limit: 50 });
  const restore = useCommand(restoreTemplateVersion);
  const [checked, setChecked] = useState<number>();
  return (
    <Card title={t('template.tab.versions')}>
      {list.failure ? <FailureNote failure={list.failure} onRetry={list.readAgain} /> : null}
      {restore.failure ? <FailureNote failure={restore.failure} /> : null}
      {list.rows?.length === 0 ? <p className="gj-second">{t('template.noVersions')}</p> : null}
      <ul className="approvals-versions" aria-label={t('template.tab.versions')}>
        {list.rows?.map((row, index) => (
          <li key={row.version}>
            <div className="approvals-line">
              <strong>{t('template.versionNumber', { version: row.version })}</strong>
              {row.inForce ? <Tag tone="pass">{t('template.inForce')}</Tag> : null}
              {row.alone ? <Tag tone="warn">{t('template.alone')}</Tag> : null}
              <span className="gj-second">
                {row.publishedBy?.name ?? t('template.byProgram')} · <When at={row.effectiveAt} />
              </span>
              {row.running > 0 ? <span>{t('template.runningCount', { count: row.running })}</span> : null}
            </div>
            {row.note ? <p>{row.note}</p> : null}
            <div className="approvals-tools">
              {row.requestId ? (
                <Button kind="quiet" href={`/requests/${row.requestId}`}>
                  {t('template.asked.open')}
                </Button>
              ) : null}
              {list.rows?.[index + 1] ? (
                <Button
                  kind="quiet"
                  href={`/approvals/templates/${kind}/compare?from=${list.rows[index + 1]?.version}&to=${row.version}`}
                >
                  {t('template.compare')}
                </Button>
              ) : null}
              {props.designs ? (
                <Button
                  kind="quiet"
                  icon="undo"
                  busy={restore.running}
                  onPress={() =>
                    void restore
                      .run({ kind, revision: props.draftRevision, from: row.version })
                      .then((done) => done && tell(t('template.restored', { version: row.version })))
                  }
                >
                  {t('template.restore')}
                </Button>
              ) : null}
              {props.governs && row.inForce ? (
                <Button kind="quiet" onPress={() => setChecked(checked === row.version ? undefined : row.version)}>
                  {t('template.migration')}
                </Button>
              ) : null}
            </div>
            {checked === row.version ? <Movable kind={kind} version={row.version} /> : null}
          </li>
        ))}
      </ul>
      <MoreRows of={list} />
    </Card>
  );
}

/** The running requests of other versions, with what stands against moving each; where they have several pages, counted first. */
function Movable({ kind, version }: { kind: string; version: number }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const list = useReadPages(checkMigration, { kind, version, limit: 50 });
  const counting = useJob(countMigration);
  const job = useJob(migrateRunning);
  const [reason, setReason] = useState('');
  const rows = list.rows ?? [];
  const isWhole = list.rows !== undefined && !list.hasMore;
  const counted = isWhole
    ? { total: rows.length, can: rows.filter((row) => row.can).length, reasons: [] }
    : counting.answer;
  const obstacle = ({ why, name }: { why: 'nodeGone' | 'kindChanged' | 'branchGone' | 'otherBranch'; name: Words }) =>
    t(`template.obstacle.${why}`, { node: spoken(name) });
  const isCounted = isWhole || counting.state !== 'idle';
  const count = useEffectEvent(() => void counting.start({ kind, version }));
  useEffect(() => {
    if (list.hasMore && !isCounted) count();
  }, [list.hasMore, isCounted]);
  return (
    <Loaded read={{ ...list, data: list.rows }} shape="rows">
      {() => (
        <Note
          tone="accent"
          title={
            counted
              ? t('template.migration.found', { total: counted.total, can: counted.can })
              : t('template.migration.counting')
          }
        >
          {isWhole ? null : <JobProgress job={counting as never} />}
          {counted?.reasons.length ? (
            <ul className="approvals-changes">
              {counted.reasons.map((one) => (
                <li key={`${one.fromVersion} ${one.nodeId} ${one.why}`}>
                  <Tag tone="seal">{t('template.migration.count', { count: one.count })}</Tag>
                  <span>{t('template.versionNumber', { version: one.fromVersion })}</span>
                  <span>{obstacle(one)}</span>
                </li>
              ))}
            </ul>
          ) : null}
          <ul className="approvals-changes">
            {rows.map((row) => (
              <li key={row.requestId}>
                <Tag tone={row.can ? 'pass' : 'seal'}>
                  {t(row.can ? 'template.migration.can' : 'template.migration.cannot')}
                </Tag>
                <a href={`/requests/${row.requestId}`}>
                  {row.number} {spoken(row.summary)}
                </a>
                <span className="gj-second">{row.reasons.map(obstacle).join('；')}</span>
              </li>
            ))}
          </ul>
          <MoreRows of={list} />
          {counted && counted.can > 0 ? (
            <div className="gj-form">
              <ReasonField value={reason} onChange={setReason} />
              <Button
                disabled={reason.trim() === '' || job.state === 'queued' || job.state === 'running'}
                onPress={() => void job.start({ kind, version, reason: reason.trim() })}
              >
                {t('template.migration.move')}
              </Button>
            </div>
          ) : null}
          <JobProgress job={job as never} />
        </Note>
      )}
    </Loaded>
  );
}
