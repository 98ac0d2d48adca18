import { useRead } from '#kernel/web/use-read.ts';
import { useViewerState } from '#kernel/web/viewer.ts';
import { countToDo } from '../contract/operations.ts';

/** How many tasks wait for the viewer; 0 while that isn't known. */
export function useToDoCount(): number {
  const signedIn = useViewerState().state === 'signedIn';
  return useRead(countToDo, {}, { when: signedIn }).data?.open ?? 0;
}
