import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import type { AuthorityAnswer, Facts } from '../../contract/facts.ts';
import type { InstanceState } from '../../contract/instance.ts';
import * as contract from '../../contract/operations.ts';
import { jumpTargets, type May, mayNow, nodesAskedOf, opinionAsked } from '../../domain/may-now.ts';
import { nodeName, peopleInView } from '../../domain/request-view.ts';
import { routeOf } from '../../domain/route.ts';
import { strengthAsked } from '../../domain/strength-asked.ts';
import { answerAuthority } from '../answer-authority.ts';
import type { Asks } from '../answer-questions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { type LoadedRequest, loadRecord, loadRequest } from '../load-request.ts';
import { lookAskedFor, looksAt } from '../looks/look-table.ts';
import { personNames } from '../person-names.ts';
import { viewFor } from '../view-for.ts';

/** What nobody does to a request whose content he may not read. */
const needsContent: readonly May['what'][] = ['comment', 'editForm'];

export const readRequest = handle<ApprovalsTables>()(contract.readRequest, async (context, { requestId }) => {
  const request = await loadRequest(context, requestId);
  const record = await loadRecord(context, request);
  const view = viewFor(context, request, record);
  if (!view) throw refuse(notFound);
  if (request.byLook) context.looked('request', requestId);
  const asker = { actor: context.actor, now: context.now.toString(), administers: request.administers };
  const opinion = opinionAsked(request.definition, request.state, asker.actor);
  const asked = nodesAskedOf(request.definition, request.state, asker.actor);
  const authority = await authorityOf(context, request, asked);
  const may = mayNow(request.definition, request.state, { ...asker, authority }).filter(
    ({ what }) => request.seesContent || !needsContent.includes(what),
  );
  const own = may.find(({ what }) => what === 'approve' || what === 'handle' || what === 'passUp')?.slotId;
  const names = asked.find(({ slot }) => slot.id === own)?.node.names;
  const strength = own && strengthAsked(request.definition, request.state, own);
  const { children, parent } = await relatives(context, requestId);
  const look = request.seesContent
    ? undefined
    : { asked: await lookAskedFor(context.db, requestId, context.person().personId) };
  return {
    view,
    children,
    ...(parent && { parent }),
    looks: await looksAt(context.db, requestId),
    ...(look?.asked && { lookAsked: look.asked }),
    byLook: request.byLook,
    people: await personNames(context.db, peopleInView(view)),
    may,
    ...(opinion && { opinion }),
    ...(strength && { strength }),
    ...(names && { names }),
    ...firstOf(authority),
    ...(may.some(({ what }) => what === 'jump') && { jumpTo: placesToJump(request) }),
  };
});

/** The reader's authority at the steps where he is asked and it matters, as the engine asks for it. */
function authorityOf(context: Asks, request: LoadedRequest, asked: ReturnType<typeof nodesAskedOf>) {
  const questions = asked
    .filter(({ node }) => node.authority)
    .map(({ slot, node }) => ({
      kind: 'authority' as const,
      key: `${node.id}:authority.${slot.person}`,
      nodeId: node.id,
      slotId: slot.id,
      person: slot.person,
      applicant: request.applicantId,
    }));
  const { id, submittedAt, definition, kind, form } = request;
  return answerAuthority(context, questions, { definition, kind, form, request: { id, submittedAt } });
}

function firstOf(answers: Facts['authority']): { authority?: AuthorityAnswer } {
  const [authority] = Object.values(answers);
  return authority ? { authority } : {};
}

function placesToJump({ definition, state }: LoadedRequest) {
  const route = routeOf(definition);
  return jumpTargets(definition, state).map((nodeId) => ({ nodeId, name: nodeName(route.get(nodeId)?.node) }));
}

/** What was made of it, and of what it was made. */
async function relatives(context: Asks, requestId: string) {
  const { rows } = await sql<{ id: string; number: string; status: InstanceState['status']; child_id: string | null }>`
    select i.id, i.number, i.status, c.child_id from approvals.child c join approvals.instance i on i.id = c.instance_id
    where c.parent_id = ${requestId}::uuid
    union all
    select i.id, i.number, i.status, null from approvals.child c join approvals.instance i on i.id = c.parent_id
    where c.instance_id = ${requestId}::uuid
    order by number`.execute(context.db);
  const parent = rows.find((row) => row.child_id === null);
  return {
    children: rows.flatMap(({ id, number, status, child_id: childId }) =>
      childId === null ? [] : [{ childId, requestId: id, number, status }],
    ),
    ...(parent && { parent: { requestId: parent.id, number: parent.number } }),
  };
}
