import { useRead } from '#kernel/web/calls/use-read.ts';
import type { ViewerState } from '#kernel/web/identity/viewer.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { readPhoto } from '#modules/directory/contract/read-photo.ts';
import { readViewer } from '../contract/viewer.ts';

/** Who is signed in, for the shell. */
export function useViewerState(): ViewerState {
  const { data, failure, readAgain } = useRead(readViewer, {});
  if (failure?.status === 401) return { state: 'visitor' };
  if (data) {
    const { personId, name, photo, employer, language } = data;
    return {
      state: 'signedIn',
      viewer: {
        personId,
        name,
        photo: photo === null ? undefined : fileUrl(readPhoto, { personId, photo }),
        employer: { id: employer.id, name: employer.name, zone: employer.timeZone },
        permissions: data.permissions.map(({ permission, reach }) => ({ name: permission, reach })),
        language,
        shared: data.sharedIdleMinutes !== null,
      },
    };
  }
  return failure ? { state: 'failed', failure, retry: readAgain } : { state: 'loading' };
}
