import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { mayNow, opinionAsked } from '../../domain/may-now.ts';
import { peopleInView, requestView } from '../../domain/request-view.ts';
import { strengthAsked } from '../../domain/strength-asked.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadRecord, loadRequest, readerOf } from '../load-request.ts';
import { personNames } from '../person-names.ts';

export const readRequest = handle<ApprovalsTables>()(contract.readRequest, async (context, { requestId }) => {
  const request = await loadRequest(context, requestId);
  const record = await loadRecord(context, request);
  const view = requestView(record, request.revision, request.seesAll, readerOf(context.actor));
  if (!view) throw refuse(notFound);
  const asker = { actor: context.actor, now: context.now.toString(), administers: request.administers };
  const opinion = opinionAsked(request.definition, request.state, asker.actor);
  const may = mayNow(request.definition, request.state, asker);
  const own = may.find(({ what }) => what === 'approve' || what === 'handle')?.slotId;
  const strength = own && strengthAsked(request.definition, request.state, own);
  return {
    view,
    people: await personNames(context.db, peopleInView(view)),
    may,
    ...(opinion && { opinion }),
    ...(strength && { strength }),
  };
});
