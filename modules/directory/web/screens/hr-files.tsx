import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import { UploadArea } from '#design/upload-area.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { uploadFile } from '#kernel/web/uploads/upload-file.ts';
import { listHrFiles, receiveHrFile, rejectHrFile } from '../../contract/hr-file.ts';
import { words } from '../words.ts';
import '../directory.css';

type State = OutputOf<typeof listHrFiles>['rows'][number]['state'];
const tones: Record<State, Tone> = {
  waiting: 'warn',
  applied: 'pass',
  rejected: 'neutral',
  same: 'neutral',
  faulty: 'seal',
};

/** Files of the HR system: what came in, what waits to be looked at and approved, what became of it (D14). */
export function HrFiles() {
  const t = useWords(words);
  const format = useFormat();
  const { employer } = useViewer();
  const [, go] = useLocation();
  const read = useReadPages(listHrFiles, {});
  const folder = useRead(listHrFiles, { limit: 1 }).data?.folder;
  const reject = useCommand(rejectHrFile);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const send = async (file: File | undefined) => {
    if (!file) return;
    setFailure(undefined);
    setSending(true);
    try {
      const { importId } = await uploadFile(receiveHrFile, file, { employerId: employer.id });
      go(`/people/import/${importId}`);
    } catch (problem) {
      if (!(problem instanceof CallFailure)) throw problem;
      setFailure(problem);
    } finally {
      setSending(false);
    }
  };
  return (
    <Page title={t('hrFiles.title')} lead={t('hrFiles.lead')}>
      <UploadArea
        accept=".xlsx,.csv"
        hint={t('import.fileHint')}
        disabled={sending}
        onFiles={([file]) => void send(file)}
      />
      {folder ? <FolderNote folder={folder} /> : null}
      {failure ? <FailureNote failure={failure} /> : null}
      {reject.failure ? <FailureNote failure={reject.failure} /> : null}
      <Loaded read={{ ...read, data: read.rows }} shape="rows">
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="upload" title={t('hrFiles.none')} />
          ) : (
            <Card>
              <ul className="directory-lines" aria-label={t('hrFiles.title')}>
                {rows.map((row) => (
                  <li key={row.importId}>
                    <div className="directory-line-head">
                      <strong>{row.kept ? row.fileName : t('hrFiles.erased')}</strong>
                      <Tag tone={tones[row.state]}>{t(`hrFiles.${row.state}`)}</Tag>
                    </div>
                    <div className="gj-second">
                      {[
                        row.employer.name,
                        format.exact(row.madeAt),
                        t('hrFiles.counts', { created: row.created, changed: row.changed, absent: row.absent }),
                        row.decidedBy?.name,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </div>
                    <div className="gj-actions">
                      {row.kept ? <Button href={`/people/import/${row.importId}`}>{t('hrFiles.look')}</Button> : null}
                      {row.kept && (row.state === 'waiting' || row.state === 'faulty') ? (
                        <Button busy={reject.running} onPress={() => void reject.run({ importId: row.importId })}>
                          {t('hrFiles.reject')}
                        </Button>
                      ) : null}
                    </div>
                  </li>
                ))}
              </ul>
              <MoreRows of={read} />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}

type Folder = NonNullable<OutputOf<typeof listHrFiles>['folder']>;

/** The folder that is looked into every night: when it last was, and which files couldn’t be taken. */
function FolderNote({ folder }: { folder: Folder }) {
  const t = useWords(words);
  const format = useFormat();
  const looked = folder.lookedAt ? t('hrFiles.looked', { at: format.exact(folder.lookedAt) }) : t('hrFiles.notLooked');
  return (
    <Note tone={folder.problems.length > 0 ? 'warn' : 'accent'} title={t('hrFiles.folder')}>
      <p>{looked}</p>
      {folder.problems.map(({ code, file }) => (
        <p key={`${code} ${file}`}>{t(`hrFiles.problem.${code}`, { file })}</p>
      ))}
    </Note>
  );
}
