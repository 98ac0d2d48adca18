import { useLocation } from 'wouter';
import { Tabs } from '#design/tabs.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { countOwn } from '../../contract/list-operations.ts';
import { useToDoCount } from '../use-to-do-count.ts';
import { words } from '../words.ts';

const paths = {
  todo: '/todo',
  mine: '/requests/mine',
  done: '/requests/done',
  copied: '/requests/copied',
  drafts: '/requests/drafts',
} as const;
export type RequestListName = keyof typeof paths;

/** Goes between the lists, with how much there is to do in each. */
export function RequestTabs({ current }: { current: RequestListName }) {
  const t = useWords(words);
  const [, go] = useLocation();
  const count = useToDoCount();
  const own = useRead(countOwn, {}).data;
  return (
    <Tabs
      label={t('lists')}
      current={current}
      onChange={(key) => go(paths[key])}
      tabs={[
        { key: 'todo', title: t('tab.todo'), count },
        { key: 'mine', title: t('tab.mine'), count: own?.running ?? 0 },
        { key: 'done', title: t('tab.done') },
        { key: 'copied', title: t('tab.copied') },
        { key: 'drafts', title: t('tab.drafts'), count: own?.drafts ?? 0 },
      ]}
    />
  );
}
