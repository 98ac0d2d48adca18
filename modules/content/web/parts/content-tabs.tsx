import { useLocation } from 'wouter';
import { Tabs } from '#design/tabs.tsx';
import { mayUse, useViewerState } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { judgeFindings, manageRules } from '../../contract/permissions.ts';
import { words } from '../words.ts';

const paths = { rules: '/admin/content', try: '/admin/content/try', findings: '/admin/content/findings' } as const;
type Tab = keyof typeof paths;

/** The pages about content rules that the viewer may see. */
export function ContentTabs({ current }: { current: Tab }) {
  const t = useWords(words);
  const [, go] = useLocation();
  const viewer = useViewerState();
  const needs = { rules: manageRules, try: manageRules, findings: judgeFindings } as const;
  const shown = (Object.keys(paths) as Tab[]).filter((tab) => mayUse(viewer, needs[tab]));
  return (
    <Tabs<Tab>
      label={t('title')}
      tabs={shown.map((key) => ({ key, title: t(`tab.${key}`) }))}
      current={current}
      onChange={(key) => go(paths[key])}
    />
  );
}
