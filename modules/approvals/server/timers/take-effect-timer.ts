import { z } from 'zod';
import { id } from '#kernel/contract/shapes.ts';
import { timer } from '#kernel/server/timers/timer-contract.ts';
import { templateKind } from '../../contract/template.ts';

/** The day has come from which a published version is in force. Key: template and version. */
export const takeEffectTimer = timer({
  name: 'approvals.takeEffect',
  input: z.object({ kind: templateKind, version: z.int(), employerId: id().nullable(), requestId: id() }),
});
