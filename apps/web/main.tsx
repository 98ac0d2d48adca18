import '#kernel/web/shell/without-eval.ts';
import { startApp } from '#kernel/web/shell/start-app.tsx';
import { useViewerState, webModules } from '#modules/index.web.ts';

await startApp({
  modules: webModules,
  useViewerState,
  names: { zh: () => import('./names/zh.json'), en: () => import('./names/en.json') },
});

// Offline, and notifications by push. Browsers have it over HTTPS only; what it lacks there the app says where it matters.
if (import.meta.env.MODE !== 'development' && 'serviceWorker' in navigator) {
  const workers = navigator.serviceWorker;
  workers.register('/service-worker.js').catch(() => undefined);
  void workers.ready.then(({ active }) => setTimeout(() => active?.postMessage({ type: 'keepAll' }), 10_000));
}
