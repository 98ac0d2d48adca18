import { sql } from 'kysely';
import type { Authority } from '../contract/definition.ts';
import { everyNode } from '../domain/flow-graph.ts';
import { asksPeople } from '../domain/route.ts';
import type { Work } from './carry-out.ts';
import type { Step } from './save-step.ts';

/** What a node that asks for authority counts of a form: the amount, in minor units, and what it is counted together with. */
export interface CountedAmount {
  readonly amount: number;
  readonly payee: string | null;
  readonly project: string | null;
  readonly budgetLine: string | null;
}

/** Reads the fields that a node's `authority` names. What the form doesn't say counts as nothing. */
export function amountsOf(authority: Authority, form: Readonly<Record<string, unknown>>): CountedAmount {
  const value = form[authority.amount];
  const textOf = (field: string | undefined): string | null => {
    const found = field === undefined ? undefined : form[field];
    if (found === undefined || found === null || found === '') return null;
    return typeof found === 'string' ? found.trim() : JSON.stringify(found);
  };
  return {
    amount: typeof value === 'number' ? Math.round(value) : 0,
    payee: textOf(authority.payee),
    project: textOf(authority.project),
    budgetLine: textOf(authority.budgetLine),
  };
}

const nodesWithAuthority = (definition: Step['request']['definition']) =>
  everyNode(definition.nodes)
    .filter(asksPeople)
    .flatMap(({ id, authority }) => (authority ? [{ id, authority }] : []));

/** Whether a step brings a form that other requests are counted together with. */
export const countsAmounts = ({ request, form }: Step): boolean =>
  form !== undefined && nodesWithAuthority(request.definition).length > 0;

/** Keeps what a step's form asks for, so that the sum over many requests reads an index (W7.1). */
export async function keepAmounts(context: Work, { request, form = {} }: Step): Promise<void> {
  const rows = nodesWithAuthority(request.definition).map(({ id, authority }) => ({
    node_id: id,
    ...amountsOf(authority, form),
  }));
  await sql`insert into approvals.counted_amount as c
      (instance_id, node_id, kind, employer_id, applicant_id, submitted_at, amount, payee, project, budget_line)
    select i.id, r.node_id, i.kind, i.employer_id, i.applicant_id, i.submitted_at, r.amount, r.payee, r.project, r."budgetLine"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(node_id text, amount bigint, payee text, project text, "budgetLine" text)
    join approvals.instance i on i.id = ${request.id}::uuid
    on conflict (instance_id, node_id) do update set amount = excluded.amount, payee = excluded.payee,
      project = excluded.project, budget_line = excluded.budget_line`.execute(context.db);
}
