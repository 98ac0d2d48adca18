import { z } from 'zod';
import { onTimer } from '#kernel/server/define-module.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';
import type { FilesTables } from './files-tables.ts';
import { removeFiles } from './remove-files.ts';

/** An upload that nothing uses is kept this long. */
const keptHours = 24;

export const unattachedTimer = timer({ name: 'files.unattached', input: z.object({ fileId: z.uuid() }) });

/** When an upload that nothing uses goes. */
export const goesAt = (now: Temporal.Instant) => now.add({ hours: keptHours });

export const onUnattached = onTimer<FilesTables>()(unattachedTimer, async (context, { fileId }) => {
  await removeFiles(context, [fileId]);
});
