import { Progress } from '#design/progress.tsx';
import type { OperationContract } from '#kernel/contract/operation.ts';
import { useWords } from '../language/use-words.ts';
import { FailureNote } from './failure-note.tsx';
import type { Job } from './use-job.ts';

/** How far a job is, or why it failed. Nothing before it was started. */
export function JobProgress({ job }: { job: Job<OperationContract<'job'>> }) {
  const t = useWords();
  if (job.failure) return <FailureNote failure={job.failure} />;
  if (job.state === 'idle') return null;
  const { done, total } = job;
  const words =
    job.state === 'done'
      ? t('job.done')
      : job.state === 'running'
        ? total > 0
          ? t('job.progress', { done, total })
          : t('job.running')
        : t('job.queued');
  return <Progress done={job.state === 'done' ? 1 : done} total={job.state === 'done' ? 1 : total} words={words} />;
}
