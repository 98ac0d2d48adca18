import { useLocation } from 'wouter';
import { Tabs } from '#design/tabs.tsx';
import { mayUse, useViewerState } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { handleReports, manageGroups, readRegister } from '../../contract/permissions.ts';
import { words } from '../words.ts';

const paths = {
  mine: '/groups/mine',
  join: '/groups/join',
  register: '/groups',
  adoption: '/groups/adoption',
  kinds: '/groups/kinds',
  reports: '/groups/reports',
} as const;
type Tab = keyof typeof paths;

/** The pages about groups that the viewer may see. */
export function GroupTabs({ current }: { current: Tab }) {
  const t = useWords(words);
  const [, go] = useLocation();
  const viewer = useViewerState();
  const needs = { register: readRegister, adoption: manageGroups, reports: handleReports } as const;
  const shown = (Object.keys(paths) as Tab[]).filter((tab) => {
    const permission = needs[tab as keyof typeof needs];
    return permission === undefined || mayUse(viewer, permission);
  });
  return (
    <Tabs<Tab>
      label={t('title')}
      tabs={shown.map((key) => ({ key, title: t(`tab.${key}`) }))}
      current={current}
      onChange={(key) => go(paths[key])}
    />
  );
}
