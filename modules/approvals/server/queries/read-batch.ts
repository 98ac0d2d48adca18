import type { z } from 'zod';
import { Refusal } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import type { AskedNode } from '../../contract/definition.ts';
import type { batchExclusion } from '../../contract/list-filter.ts';
import * as contract from '../../contract/list-operations.ts';
import { nodesAskedOf } from '../../domain/may-now.ts';
import { openTasks } from '../../domain/open-tasks.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { personNames } from '../person-names.ts';

type Exclusion = z.infer<typeof batchExclusion>;

/** Why a task can't be answered by one phrase for many; nothing where it can. */
function exclusionOf(node: AskedNode): Exclusion | undefined {
  if (!node.batch) return 'switchedOff';
  if (node.strength === 'passkey') return 'passkey';
  if (node.strength === 'fresh') return 'fresh';
  if (Object.values(node.names).includes('required')) return 'namesRequired';
  if (node.mode.kind === 'claim') return 'claim';
  return undefined;
}

/** The first task that can be answered says what kind of request and of step all others must be of. */
export const readBatch = handle<ApprovalsTables>()(contract.readBatch, async (context, { items }) => {
  const loaded = await Promise.all(
    items.map((item) =>
      loadRequest(context, item.requestId).then(
        // Who only administers it isn't asked in it.
        (request) => (request.seesContent ? request : undefined),
        (problem: unknown) => {
          if (problem instanceof Refusal) return undefined;
          throw problem;
        },
      ),
    ),
  );
  const names = await personNames(
    context.db,
    loaded.flatMap((request) => (request ? [request.applicantId] : [])),
  );
  let group: { kind: string; step: AskedNode['kind'] } | undefined;
  let opinionRequired = false;
  const stands = (request: LoadedRequest, slotId: string): Exclusion | undefined => {
    const asked = nodesAskedOf(request.definition, request.state, context.actor).find(({ slot }) => slot.id === slotId);
    const task = openTasks(request.state).find((one) => one.slotId === slotId);
    if (!asked) return task?.kind === 'resubmit' ? 'resubmit' : request.state.suspended ? 'suspended' : 'gone';
    if (request.state.suspended) return 'suspended';
    const excluded = exclusionOf(asked.node);
    if (excluded) return excluded;
    group ??= { kind: request.kind.name, step: asked.node.kind };
    if (group.kind !== request.kind.name || group.step !== asked.node.kind) return 'otherKind';
    if (asked.node.opinion === 'required') opinionRequired = true;
    return undefined;
  };
  const rows = items.map(({ requestId, slotId }, at) => {
    const request = loaded[at];
    if (!request) return { requestId, slotId, excluded: 'gone' as const };
    const excluded = stands(request, slotId);
    const { title, zh, en } = request.summary as LoadedRequest['summary'] & { title?: { zh: string; en: string } };
    return {
      requestId,
      slotId,
      revision: request.revision,
      number: request.number,
      title: title ?? request.kind.title,
      summary: { zh, en },
      applicant: names.find((one) => one.id === request.applicantId)?.name ?? '',
      ...(excluded && { excluded }),
    };
  });
  return { ...(group && { outcome: group.step }), opinionRequired, rows };
});
