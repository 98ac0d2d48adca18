import { Timeline } from '#design/timeline.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { previewRequest } from '#modules/approvals/contract/operations.ts';
import { leaveProcess } from '../../contract/leave-kind.ts';
import type { LeaveForm } from '../../contract/shapes.ts';
import { words } from '../words.ts';

/** Who will be asked, before anything is sent. */
export function LeavePath({ form, applicantId }: { form: LeaveForm; applicantId?: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const { data, failure, readAgain } = useRead(
    previewRequest,
    { kind: leaveProcess.name, form, ...(applicantId !== undefined && { applicantId }) },
    { keep: true },
  );
  if (failure) return <FailureNote failure={failure} {...(failure.passing ? { onRetry: readAgain } : {})} />;
  if (!data) return null;
  return (
    <div className="leave-path">
      <div className="gj-label">{t('path')}</div>
      <Timeline
        label={t('path')}
        moments={data.steps.map((step, at) => ({
          key: `${step.kind} ${at}`,
          tone: step.kind === 'copy' ? 'neutral' : 'accent',
          icon: step.kind === 'copy' ? 'copy' : 'me',
          title: step.people.map((person) => person.name).join(language === 'zh' ? '、' : ', ') || t('path.nobody'),
          meta: step.name[language] || t(step.kind === 'copy' ? 'path.copy' : 'path.step'),
        }))}
      />
    </div>
  );
}
