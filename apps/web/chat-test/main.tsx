import '#kernel/web/shell/without-eval.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import type { ViewerState } from '#kernel/web/identity/viewer.ts';
import { startApp } from '#kernel/web/shell/start-app.tsx';
import { webModules } from '#modules/index.web.ts';
import { readMe } from './contract.ts';

/** The real screens, for somebody whose session was made beforehand. */
function useTrialViewer(): ViewerState {
  const { data, failure, readAgain } = useRead(readMe, {});
  if (data) {
    const { personId, name, employerId } = data;
    return {
      state: 'signedIn',
      viewer: {
        personId,
        name,
        employer: { id: employerId, name: '云澜酒店集团', zone: 'Asia/Shanghai' },
        permissions: [{ name: 'directory.readDirectory', reach: 'company' }],
      },
    };
  }
  if (failure?.status === 401) return { state: 'visitor' };
  return failure ? { state: 'failed', failure, retry: readAgain } : { state: 'loading' };
}

await startApp({ modules: webModules, useViewerState: useTrialViewer });
