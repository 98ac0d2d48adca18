import { useLocation } from 'wouter';
import { Tabs } from '#design/tabs.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import { useToDoCount } from '../use-to-do-count.ts';
import { words } from '../words.ts';

const paths = {
  todo: '/todo',
  mine: '/requests/mine',
  done: '/requests/done',
  copied: '/requests/copied',
} as const;
export type RequestListName = keyof typeof paths;

/** Goes between the four lists. */
export function RequestTabs({ current }: { current: RequestListName }) {
  const t = useWords(words);
  const [, go] = useLocation();
  const count = useToDoCount();
  return (
    <Tabs
      label={t('lists')}
      current={current}
      onChange={(key) => go(paths[key])}
      tabs={[
        { key: 'todo', title: t('tab.todo'), count },
        { key: 'mine', title: t('tab.mine') },
        { key: 'done', title: t('tab.done') },
        { key: 'copied', title: t('tab.copied') },
      ]}
    />
  );
}
