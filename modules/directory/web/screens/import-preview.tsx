import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Steps } from '#design/steps.tsx';
import { Table } from '#design/table.tsx';
import { Tabs } from '#design/tabs.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { JobProgress } from '#kernel/web/calls/job-progress.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useJob } from '#kernel/web/calls/use-job.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { applyImport, readImport } from '../../contract/import.ts';
import { words } from '../words.ts';
import '../directory.css';

const parts = ['errors', 'warnings', 'created', 'changed', 'departments', 'absent', 'unchanged'] as const;
type Part = (typeof parts)[number];
type Row = OutputOf<typeof readImport>['rows'][number];

/** What a file would do, part by part; then doing it, with progress, and what was done. */
export function ImportPreview({ params }: ScreenProps) {
  const t = useWords(words);
  const importId = params.importId ?? '';
  const read = useRead(readImport, { importId, part: 'errors', limit: 1 });
  const job = useJob(applyImport);
  const [chosen, setChosen] = useState<Part>();
  return (
    <Loaded read={read} shape="page">
      {({ fileName, counts, applicable, state }) => {
        const shown = parts.filter((part) => counts[part] > 0);
        const part = chosen ?? shown[0] ?? 'unchanged';
        const done = state === 'applied' || job.state === 'done';
        const nothing = counts.created + counts.changed + counts.departments === 0;
        return (
          <Page
            title={t('import.title')}
            lead={fileName}
            width="full"
            decide={
              done ? (
                <Button kind="primary" href="/people">
                  {t('import.toPeople')}
                </Button>
              ) : (
                <>
                  <Button
                    kind="primary"
                    disabled={!applicable || nothing || job.state === 'running' || job.state === 'queued'}
                    busy={job.state === 'starting'}
                    onPress={() => {
                      // Progress and outcome stand at the top; the button lies below a long list.
                      document.getElementById('gj-work')?.scrollTo({ top: 0 });
                      void job.start({ importId }).then(() => read.readAgain());
                    }}
                  >
                    {t('import.apply', { created: counts.created, changed: counts.changed })}
                  </Button>
                  <Button href="/people/import">{t('import.again')}</Button>
                </>
              )
            }
          >
            <Steps
              label={t('import.title')}
              steps={[t('import.step1'), t('import.step2'), t('import.step3')]}
              current={done ? 3 : job.state === 'idle' ? 1 : 2}
            />
            {done ? (
              <Note tone="pass" title={t('import.done', { created: counts.created, changed: counts.changed })}>
                {t('import.next')}
              </Note>
            ) : applicable ? null : (
              <Note tone="seal" title={t('import.problems', { count: counts.errors })}>
                {t('import.problemsBody')}
              </Note>
            )}
            {done ? null : <JobProgress job={job} />}
            {shown.length === 0 ? (
              <Empty icon="people" title={t('import.nothing')} />
            ) : (
              <>
                <Tabs
                  label={t('import.step2')}
                  tabs={shown.map((key) => ({ key, title: `${t(`import.${key}`)} ${counts[key]}` }))}
                  current={part}
                  onChange={setChosen}
                />
                <PartOfImport importId={importId} part={part} />
              </>
            )}
          </Page>
        );
      }}
    </Loaded>
  );
}

function PartOfImport({ importId, part }: { importId: string; part: Part }) {
  const t = useWords(words);
  const read = useReadPages(readImport, { importId, part, limit: 100 });
  const fieldWord = (field: string) =>
    fields.has(field) ? t(field as 'name') : field === 'headOf' || field === 'deputyOf' ? t(field) : field;
  const what = (row: Row) =>
    row.text ??
    (row.changes.length > 0 ? (
      <ul>
        {row.changes.map((change) => (
          <li key={change.field}>
            <span className="gj-second">{t('fact', { name: fieldWord(change.field), value: '' })}</span>
            {change.from ? <del>{change.from}</del> : null} → {change.to || t('import.cleared')}
          </li>
        ))}
      </ul>
    ) : null);
  return (
    <>
      {part === 'absent' ? <p className="gj-second">{t('import.absentHint')}</p> : null}
      {read.failure ? <FailureNote failure={read.failure} onRetry={read.readAgain} /> : null}
      {read.failure && !read.rows ? null : (
        <Table
          label={t(`import.${part}`)}
          rows={read.rows}
          rowKey={(row) => `${row.row} ${row.column} ${row.account} ${row.text}`}
          phoneRow={(row) => (
            <div className="directory-told">
              {row.name === null ? null : (
                <div className="gj-row-title">
                  {row.name} <span className="gj-second">{row.account}</span>
                </div>
              )}
              {what(row)}
            </div>
          )}
          columns={[
            ...(part === 'departments' || part === 'absent'
              ? []
              : [{ key: 'row', title: t('import.rowTitle'), width: 80, cell: (row: Row) => row.row ?? '' }]),
            ...(part === 'errors' || part === 'warnings'
              ? [
                  {
                    key: 'column',
                    title: t('import.column'),
                    width: 180,
                    cell: (row: Row) => [row.column, row.heading].filter(Boolean).join(' '),
                  },
                ]
              : part === 'departments'
                ? []
                : [
                    { key: 'name', title: t('name'), width: 160, cell: (row: Row) => row.name },
                    { key: 'account', title: t('account'), width: 160, cell: (row: Row) => row.account },
                  ]),
            ...(part === 'errors' || part === 'warnings' || part === 'departments' || part === 'changed'
              ? [{ key: 'what', title: t(`import.what.${part}`), cell: what }]
              : []),
          ]}
        />
      )}
      <MoreRows of={read} />
    </>
  );
}

const fields = new Set([
  'name',
  'alias',
  'jobTitle',
  'gender',
  'phone',
  'landline',
  'email',
  'address',
  'staffNumber',
  'employer',
  'staffType',
  'entryDate',
  'firstWorkDate',
  'probationEnd',
  'contractEnd',
  'workPlace',
  'posts',
  'departments',
  'supervisor',
]);
