import '#kernel/web/shell/without-eval.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import type { ViewerState } from '#kernel/web/identity/viewer.ts';
import { startApp } from '#kernel/web/shell/start-app.tsx';
import { readMe } from './contract.ts';
import { trialWeb } from './trial-web.ts';

function useTrialViewer(): ViewerState {
  const read = useRead(readMe, {});
  if (read.data) {
    return {
      state: 'signedIn',
      viewer: {
        personId: '01890000-0000-7000-8000-000000000001',
        name: read.data.name,
        employer: { id: '01890000-0000-7000-8000-0000000000ff', name: '衡山', zone: 'Asia/Shanghai' },
        permissions: [],
      },
    };
  }
  if (read.failure?.status === 401) return { state: 'visitor' };
  if (read.failure) return { state: 'failed', failure: read.failure, retry: read.readAgain };
  return { state: 'loading' };
}

await startApp({ modules: [trialWeb], useViewerState: useTrialViewer });
