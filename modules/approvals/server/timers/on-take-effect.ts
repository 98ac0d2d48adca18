import { onTimer } from '#kernel/server/define-module.ts';
import { templateChanged, templateInForce } from '../../contract/template-events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { takeEffectTimer } from './take-effect-timer.ts';

/** New requests take the version from its instant on by themselves; here everybody's screens learn of it. */
export const onTakeEffect = onTimer<ApprovalsTables>()(
  takeEffectTimer,
  async (context, { kind, version, employerId, requestId }) => {
    context.emit(templateChanged, { kind, what: 'published', employerId, by: null });
    context.emit(templateInForce, { kind, version, employerId, state: 'live', at: context.now.toString(), requestId });
  },
);
