import type { IconName } from '#design/icon.tsx';
import { Tag, type Tone } from '#design/tag.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { RequestView } from '../../contract/request.ts';
import { words } from '../words.ts';

const looks: Record<RequestView['status'], { tone: Tone; icon?: IconName }> = {
  running: { tone: 'accent', icon: 'clock' },
  returned: { tone: 'warn', icon: 'undo' },
  approved: { tone: 'pass' },
  rejected: { tone: 'seal', icon: 'close' },
  withdrawn: { tone: 'neutral' },
  terminated: { tone: 'neutral' },
  revoking: { tone: 'warn', icon: 'undo' },
  revoked: { tone: 'neutral', icon: 'undo' },
};

/** Where a request stands, in one word. */
export function StatusTag({ status, suspended = false }: { status: RequestView['status']; suspended?: boolean }) {
  const t = useWords(words);
  if (suspended) {
    return (
      <Tag tone="warn" icon="pause">
        {t('status.suspended')}
      </Tag>
    );
  }
  return <Tag {...looks[status]}>{t(`status.${status}`)}</Tag>;
}
