import { startApp } from '#kernel/web/start-app.tsx';
import { useViewerState, webModules } from '#modules/index.web.ts';

await startApp({ modules: webModules, useViewerState });
