import { startApp } from '#kernel/web/start-app.tsx';
import { webModules } from '#modules/index.web.ts';

// No listed module says who is signed in, so everybody is a visitor.
await startApp({ modules: webModules, useViewerState: () => ({ state: 'visitor' }) });
