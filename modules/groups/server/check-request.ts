import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { dissolveUnknown, similarExist } from '../contract/failures.ts';
import { createKind, dissolveForm, dissolveKind } from '../contract/request-kinds.ts';
import { similarNames } from '../domain/similar-names.ts';
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
    if (asked) {
      const { place } = await checkAskedGroup(context, asked);
      if (typeof form.unlike !== 'string' || form.unlike.trim() === '') {
        const names = await similarGroups(context, place.employer_id, asked.ownName);
        if (names.length > 0) throw refuse(similarExist, { names });
      }
    }
  }
  if (kind === dissolveKind.name) {
    const group = await groupToDissolve(context, form);
    const may = group && (group.leader_ids.includes(applicantId) || (await isWithin(context, group.applicant_id)));
    if (!may) throw refuse(dissolveUnknown, { name: typeof form.name === 'string' ? form.name : '' });
  }
}

/** Full names of the employer's groups that are called nearly so; every approver reads how the new one differs. */
async function similarGroups(context: Query, employerId: string, ownName: string): Promise<string[]> {
  const { rows } = await sql<{ name: string; own_name: string }>`select name, own_name from groups.governed
    where employer_id = ${employerId}::uuid and state = 'active' order by name`.execute(context.db);
  const similar = new Set(
    similarNames(
      ownName,
      rows.map((row) => row.own_name),
    ),
  );
  return rows
    .filter((row) => similar.has(row.own_name))
    .map((row) => row.name)
    .slice(0, 5);
}
