import { failureHelp } from '#kernel/contract/failure-help.ts';
import { pageMark } from '#kernel/contract/page-mark.ts';
import { fetchedComponent } from '#kernel/web/shell/fetched-component.ts';
import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { offerPart } from '#kernel/web/shell/offer-part.ts';
import { refusedMessage } from '#modules/messaging/contract/parts.ts';
import { judgeFindings, manageRules } from '../contract/permissions.ts';
import { words } from './words.ts';

const rules = { access: 'signedIn', place: 'admin', permission: manageRules } as const;
const findings = { access: 'signedIn', place: 'admin', permission: judgeFindings } as const;

/** Rules on what is sent. Everybody finds what is checked, and what was found in their own words, at `/content/mine`. */
export const contentWeb = moduleWeb({
  name: 'content',
  words,
  cacheRules: async () => (await import('./cache.ts')).contentCache,
  routes: [
    {
      path: '/admin/content',
      screen: lazyScreen(() => import('./screens/rule-list.tsx'), 'RuleList'),
      title: 'title',
      ...rules,
    },
    {
      path: '/admin/content/try',
      screen: lazyScreen(() => import('./screens/text-tester.tsx'), 'TextTester'),
      title: 'try',
      ...rules,
    },
    {
      path: '/admin/content/rules/:ruleId',
      screen: lazyScreen(() => import('./screens/rule-page.tsx'), 'RulePage'),
      title: 'rule',
      ...rules,
    },
    {
      path: '/admin/content/findings',
      screen: lazyScreen(() => import('./screens/finding-list.tsx'), 'FindingList'),
      title: 'findings',
      ...findings,
    },
    {
      path: '/admin/content/findings/:findingId',
      screen: lazyScreen(() => import('./screens/finding-page.tsx'), 'FindingPage'),
      title: 'finding',
      ...findings,
    },
    {
      path: '/content/mine',
      screen: lazyScreen(() => import('./screens/my-findings.tsx'), 'MyFindings'),
      title: 'mine',
      access: 'signedIn',
      place: 'me',
    },
    {
      path: '/content/mask',
      screen: lazyScreen(() => import('./screens/mask-tool.tsx'), 'MaskTool'),
      title: 'mask',
      access: 'signedIn',
      place: 'workbench',
    },
  ],
  navigation: [
    { place: 'admin', path: '/admin/content', word: 'title', icon: 'filter', permission: manageRules, order: 40 },
    {
      place: 'admin',
      path: '/admin/content/findings',
      word: 'findings',
      icon: 'eye',
      permission: judgeFindings,
      order: 41,
    },
    { place: 'me', path: '/content/mine', word: 'mine', icon: 'filter', order: 35 },
    { place: 'workbench', path: '/content/mask', word: 'mask', icon: 'hidden', order: 75 },
  ],
  background: [fetchedComponent(async () => (await import('./parts/watermarked.tsx')).Watermarked)],
  parts: [
    offerPart(refusedMessage, () => import('./parts/refused-message.tsx'), 'RefusedMessage'),
    offerPart(pageMark, () => import('./parts/watermarked.tsx'), 'Watermarked'),
    offerPart(failureHelp, () => import('./parts/refused-message.tsx'), 'RefusedMessage'),
  ],
});
