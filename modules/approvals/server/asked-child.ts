import { refuse } from '#kernel/contract/failure.ts';
import type { ExpressionValue } from '#kernel/expressions/expression.ts';
import { approvalFailures } from '../contract/failures.ts';
import { visitOfSlot } from '../domain/cursor-tree.ts';
import { expressionValue, formScope, rowScope, rowsOf } from '../domain/form/form-scope.ts';
import { routeOf } from '../domain/route.ts';
import { applicantFacts } from './applicant-facts.ts';
import type { AskedRequest } from './begin-request.ts';
import type { Work } from './carry-out.ts';
import type { ResolvedKind } from './kind-of.ts';
import type { LoadedRequest } from './load-request.ts';
import { kindInForce } from './templates/kind-in-force.ts';

/**
 * The request that a sub-process makes of its parent's form: what its flow fills in, and whose it is. Nothing where it isn't
 * waited for any more; refuses a kind or a person that isn't there.
 */
export async function askedChild(
  context: Work,
  parent: LoadedRequest,
  childId: string,
  attempt: number,
): Promise<{ asked: AskedRequest; applicant: { personId: string; employerId: string } } | undefined> {
  const { state, definition, kind, form } = parent;
  const visit = visitOfSlot(state, childId);
  const child = visit?.children?.find((one) => one.id === childId);
  const node = visit && routeOf(definition).get(visit.nodeId)?.node;
  if (child?.state !== 'running' || child.attempt !== attempt || node?.kind !== 'subProcess') return undefined;
  const facts = await applicantFacts(context, parent.applicantId);
  const table = node.per.kind === 'row' ? node.per.table : undefined;
  const row = child.row ?? 0;
  const scope = table === undefined ? formScope(kind, form, facts) : rowScope(kind, form, facts, table, row);
  const cells = table === undefined ? {} : (rowsOf(form, table)[row] ?? {});
  const own = node.applicant.kind === 'applicant' ? parent.applicantId : { ...form, ...cells }[node.applicant.field];
  const personId = Array.isArray(own) ? own[0] : own;
  if (typeof personId !== 'string') throw refuse(approvalFailures.personNotFound, { person: parent.applicantId });
  const { employerId } = await applicantFacts(context, personId);
  const { kind: childKind } = await kindInForce(context, { personId, employerId }, node.process, true);
  const values = Object.entries(node.form).flatMap(([field, text]) => {
    const value = fieldValue(childKind, field, expressionValue(text, scope));
    return value === undefined ? [] : [[field, value] as const];
  });
  return {
    asked: { kind: node.process, form: Object.fromEntries(values), chosen: {}, byFlow: true },
    applicant: { personId, employerId },
  };
}

/** A value of an expression as a field takes it: several people, departments or choices are one text `,a,b,` in expressions. */
function fieldValue({ design }: ResolvedKind, name: string, value: ExpressionValue): unknown {
  if (value === null || value === '') return undefined;
  const field = design?.fields.find((one) => one.name === name);
  const several = field && 'multiple' in field && field.multiple;
  return several && typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value;
}
