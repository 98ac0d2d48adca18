import { useEffect } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { JobProgress } from '#kernel/web/calls/job-progress.tsx';
import { useJob } from '#kernel/web/calls/use-job.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { dayOf } from '#kernel/web/language/format.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { downloadArchive, downloadPrint, printRequest, readArchive } from '../../contract/archive.ts';
import { words } from '../words.ts';

/** What there is to take away: the form as PDF, the package of an ended request, and the code that both are checked by. */
export function ArchiveCard({ requestId }: { requestId: string }) {
  const t = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  const { data } = useRead(readArchive, { requestId });
  const job = useJob(printRequest);
  const printId = job.answer?.printId;
  useEffect(() => {
    // An attachment: the page stays where it is.
    if (printId) location.assign(fileUrl(downloadPrint, { requestId, printId }));
  }, [printId, requestId]);
  if (!data) return null;
  const { archived, code } = data;
  const busy = job.state !== 'idle' && job.state !== 'done' && job.state !== 'failed';
  return (
    <Card title={t('archive')}>
      <FactList
        facts={[
          {
            name: t('archive.code'),
            value: (
              <a href={`/verify/${code}`} className="approvals-code">
                {code}
              </a>
            ),
          },
          {
            name: t('archive.state'),
            value: archived ? t('archive.archivedAt', { time: format.exact(archived.at) }) : t('archive.notYet'),
          },
          ...(archived
            ? [
                {
                  name: t('archive.period'),
                  value:
                    archived.keptUntil === null
                      ? t('archive.permanent')
                      : t('archive.years', {
                          count: Number(archived.period),
                          day: format.day(dayOf(new Date(archived.keptUntil), format.zone)),
                        }),
                },
                { name: t('archive.digest'), value: <span className="approvals-digest">{archived.digest}</span> },
              ]
            : []),
        ]}
      />
      <div className="gj-actions approvals-downloads">
        {data.may.includes('print') ? (
          <Button icon="download" busy={busy} onPress={() => void job.start({ requestId, language })}>
            {t('archive.pdf')}
          </Button>
        ) : null}
        {data.may.includes('downloadArchive') && archived ? (
          <Button icon="download" href={fileUrl(downloadArchive, { requestId })}>
            {t('archive.package', { size: format.bytes(archived.size) })}
          </Button>
        ) : null}
      </div>
      {busy || job.failure ? <JobProgress job={job} /> : null}
    </Card>
  );
}
