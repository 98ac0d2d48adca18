import { onPush } from '#kernel/contract/cache.ts';
import { clockMoved } from '#kernel/contract/kernel-operations.ts';
import { calendarChanged } from '#modules/worktime/contract/events.ts';
import { shortcutsSaved } from '../contract/events.ts';
import { readWorkbench } from '../contract/operations.ts';

export const workbenchCache = [
  onPush(shortcutsSaved, ({ personId, paths }, cache) =>
    cache.update(readWorkbench, (answer) => (answer.personId === personId ? { ...answer, shortcuts: paths } : answer)),
  ),
  onPush(calendarChanged, (_changed, cache) => cache.readAgain(readWorkbench)),
  onPush(clockMoved, (_moved, cache) => cache.readAgain(readWorkbench)),
];
