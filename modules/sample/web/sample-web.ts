import { moduleWeb } from '#kernel/web/shell/module-web.ts';
import { ClockBar } from './parts/clock-bar.tsx';
import { words } from './words.ts';

/** The line that says that the company is a sample, with its clock. */
export const sampleWeb = moduleWeb({
  name: 'sample',
  words,
  cacheRules: async () => [],
  routes: [],
  bars: [ClockBar],
});
