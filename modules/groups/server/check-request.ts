import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { dissolveUnknown } from '../contract/failures.ts';
import { createKind, dissolveForm, dissolveKind } from '../contract/request-kinds.ts';
import { askedGroup } from './asked-group.ts';
import { type Group, groupsWhere, isWithin } from './group-rows.ts';
import type { Command, Query } from './groups-tables.ts';
import { checkAskedGroup } from './new-group.ts';

/** The active group that a form of 群注销 names. */
export async function groupToDissolve(context: Query | Command, form: unknown): Promise<Group | undefined> {
  const name = dissolveForm.safeParse(form).data?.name.trim() ?? '';
  const [group] = await groupsWhere(
    context.db as Command['db'],
    sql<boolean>`lower(g.name) = lower(${name}) and g.state = 'active'`,
  );
  return group;
}

/** Refuses a request for what could not be carried out: nobody approves what then can't be. */
export async function checkRequest(
  context: Query,
  kind: string,
  form: Readonly<Record<string, unknown>>,
  applicantId: string,
): Promise<void> {
  if (kind === createKind.name) {
    const asked = askedGroup(form, applicantId);
    if (asked) await checkAskedGroup(context, asked);
  }
  if (kind === dissolveKind.name) {
    const group = await groupToDissolve(context, form);
    const may = group && (group.leader_ids.includes(applicantId) || (await isWithin(context, group.applicant_id)));
    if (!may) throw refuse(dissolveUnknown, { name: typeof form.name === 'string' ? form.name : '' });
  }
}
