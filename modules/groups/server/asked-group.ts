import { membershipRule } from '../contract/membership-rule.ts';
import { createForm } from '../contract/request-kinds.ts';
import type { AskedGroup } from './new-group.ts';

/** What the form of 群新建 asks for; undefined where it isn't filled in as far as that (approvals says so). */
export function askedGroup(form: unknown, applicantId: string): AskedGroup | undefined {
  const asked = createForm.safeParse(form).data;
  if (!asked) return undefined;
  return {
    kindCode: asked.groupKind,
    ownName: asked.name,
    purpose: asked.purpose,
    applicantId,
    leaderIds: [...new Set([asked.leader, ...asked.deputies])],
    rule: membershipRule.parse({
      departments: asked.departments.map((id) => ({ id, below: asked.reach !== 'only' })),
      headsOnly: asked.reach === 'heads',
      personIds: asked.people,
      // A group of the whole company names no department.
      everybody: asked.groupKind === 'company' && asked.departments.length === 0 && asked.people.length === 0,
    }),
    endsOn: asked.endsOn ?? null,
  };
}
