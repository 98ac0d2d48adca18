import { moduleContract } from '#kernel/contract/module-contract.ts';
import { shortcutsSaved } from './events.ts';
import { readWorkbench, saveShortcuts } from './operations.ts';

export const workbenchContract = moduleContract({
  name: 'workbench',
  title: { zh: '工作台', en: 'Workbench' },
  operations: [readWorkbench, saveShortcuts],
  events: [shortcutsSaved],
});
