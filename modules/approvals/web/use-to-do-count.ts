import { useRead } from '#kernel/web/calls/use-read.ts';
import { countToDo } from '../contract/count-to-do.ts';
import { useDestructionsToApprove } from './use-destructions-to-approve.ts';

/** How much waits for the viewer: tasks, and lists of destruction where he is the second person. */
export const useToDoCount = (): number => (useRead(countToDo, {}).data?.open ?? 0) + useDestructionsToApprove().length;
