import { sql } from 'kysely';
import { Refusal } from '#kernel/contract/failure.ts';
import { subscriber } from '#kernel/server/define-module.ts';
import { requestEnded } from '#modules/approvals/contract/events.ts';
import { notCreatedNotice } from '../../contract/notices.ts';
import { manageGroups } from '../../contract/permissions.ts';
import { createKind, dissolveForm, dissolveKind } from '../../contract/request-kinds.ts';
import { askedGroup } from '../asked-group.ts';
import { groupToDissolve } from '../check-request.ts';
import { dissolve } from '../dissolve.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { newGroup } from '../new-group.ts';
import { holdersOf, tell } from '../tell.ts';

/** 事后 of 群新建 and 群注销: the group exists, or is dissolved, once, by the system because of the approval (G2, W13). */
export const onRequestEnded = subscriber<GroupsTables>()(
  'groups.onRequestEnded',
  requestEnded,
  async (context, { facts: { requestId, kind, outcome, applicantId } }) => {
    if ((kind !== createKind.name && kind !== dissolveKind.name) || outcome !== 'approved') return;
    const { rows } = await sql<{ form: Readonly<Record<string, unknown>> }>`
      select form from approvals.published_request where id = ${requestId}::uuid`.execute(context.db);
    const form = rows[0]?.form ?? {};
    if (kind === dissolveKind.name) {
      const group = await groupToDissolve(context, form);
      if (group) await dissolve(context, group, dissolveForm.parse(form).reason);
      return;
    }
    const asked = askedGroup(form, applicantId);
    if (!asked) return;
    try {
      await newGroup(context, asked, requestId);
    } catch (problem) {
      // The world moved on while it was being approved: somebody took the name, the leader left.
      if (!(problem instanceof Refusal)) throw problem;
      const managers = await holdersOf(context, applicantId, { kind: 'permission', permission: manageGroups.name });
      const facts = { group: asked.ownName, code: problem.failure.code };
      await tell(
        context,
        notCreatedNotice,
        [...new Set([applicantId, ...managers])],
        requestId,
        facts,
        `/requests/${requestId}`,
      );
    }
  },
);
