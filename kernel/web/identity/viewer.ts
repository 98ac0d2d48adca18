import { createContext, useContext } from 'react';
import type { PermissionContract, ReachKind } from '#kernel/contract/permission.ts';
import type { Language } from '#kernel/contract/words.ts';
import type { CallFailure } from '../calls/call-failure.ts';

/** Who is signed in. */
export interface Viewer {
  readonly personId: string;
  readonly name: string;
  /** Address of the picture. */
  readonly photo?: string | undefined;
  readonly employer: { readonly id: string; readonly name: string; readonly zone: string };
  /** By name of the permission. `everybody` permissions are among them. */
  readonly permissions: readonly { readonly name: string; readonly reach: ReachKind }[];
  /** Others use this computer too: nothing stays on it. */
  readonly shared?: boolean | undefined;
  /** The language that the person chose for notices; this device may show another. */
  readonly language?: Language | undefined;
}

export type ViewerState =
  | { readonly state: 'loading' }
  | { readonly state: 'visitor' }
  | { readonly state: 'failed'; readonly failure: CallFailure; readonly retry: () => void }
  | { readonly state: 'signedIn'; readonly viewer: Viewer };

export const ViewerContext = createContext<ViewerState>({ state: 'visitor' });

/** Who looks at the screen, also where that isn't known yet. */
export const useViewerState = (): ViewerState => useContext(ViewerContext);

/** Who is signed in; for screens with access `signedIn`, where there always is somebody. */
export function useViewer(): Viewer {
  const state = useContext(ViewerContext);
  if (state.state !== 'signedIn') throw new Error('useViewer on a screen that visitors see');
  return state.viewer;
}

/** Whether the viewer has a permission with any reach. Only for what is offered: the server decides. */
export function mayUse(state: ViewerState, permission: PermissionContract | undefined): boolean {
  if (!permission) return true;
  return state.state === 'signedIn' && state.viewer.permissions.some((held) => held.name === permission.name);
}
