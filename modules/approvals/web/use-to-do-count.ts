import { useRead } from '#kernel/web/use-read.ts';
import { countToDo } from '../contract/count-to-do.ts';

/** How many tasks wait for the viewer. */
export const useToDoCount = (): number => useRead(countToDo, {}).data?.open ?? 0;
