import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/people-changes.ts';
import { previewRest } from '../../domain/preview-path.ts';
import { nodeName } from '../../domain/request-view.ts';
import { routeOf } from '../../domain/route.ts';
import { answerQuestions, noAnswers } from '../answer-questions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { decideAnswered } from '../decide-answered.ts';
import { loadRequest } from '../load-request.ts';
import { personNames } from '../person-names.ts';

/** So many running requests are looked at, the newest first. */
const mostRequests = 100;

/** Every step that is still to come, with whom it will ask; what is asked already stays with whom it is. */
export const effectOnApprovals = handle<ApprovalsTables>()(
  contract.effectOnApprovals,
  async (context, { personId }) => {
    requireSystem(context, managePeople);
    const { rows: running } = await sql<{ id: string }>`
      select i.id from approvals.instance i where i.ended_at is null and i.destruction_no is null and (
        i.applicant_id = ${personId}::uuid
        or exists (select from directory.published_supervisor s
          where s.person_id = i.applicant_id and s.supervisor_id = ${personId}::uuid)
        or exists (select from directory.published_head h
          join directory.published_department_tree t on t.ancestor_id = h.department_id
          join directory.published_membership m on m.department_id = t.descendant_id and m.is_main
          where h.person_id = ${personId}::uuid and m.person_id = i.applicant_id))
      order by i.id desc limit ${mostRequests + 1}`.execute(context.db);
    const steps = [];
    for (const { id } of running.slice(0, mostRequests)) {
      const request = await loadRequest(context, id);
      const preview = await decideAnswered(
        (facts) => previewRest(request.definition, request.state, facts),
        { now: context.now.toString(), ...noAnswers, mayAdminister: false },
        (questions) =>
          answerQuestions(context, questions, {
            definition: request.definition,
            kind: request.kind,
            form: request.form,
            request: { id, submittedAt: request.submittedAt },
          }),
      );
      // A request that can't go on as things stand is somebody else's to settle; it says nothing about this change.
      if ('refuse' in preview) continue;
      for (const [index, step] of preview.steps.entries()) {
        if (step.kind !== 'approve' && step.kind !== 'handle') continue;
        const name = nodeName(routeOf(request.definition).get(step.nodeId)?.node) ?? { zh: '', en: '' };
        steps.push({
          key: `${id} ${index} ${step.nodeId}`,
          label: { zh: `${request.number} · ${name.zh}`, en: `${request.number} · ${name.en}` },
          people: step.people.filter((one) => one.state === 'asked').map((one) => one.person),
        });
      }
    }
    const names = new Map(
      (
        await personNames(
          context.db,
          steps.flatMap((step) => step.people),
        )
      ).map((one) => [one.id, one.name]),
    );
    return {
      more: running.length > mostRequests,
      rows: steps.slice(0, 1000).map(({ key, label, people }) => {
        const text = people.map((id) => names.get(id) ?? '');
        return { key, label, detail: { zh: text.join('、'), en: text.join(', ') } };
      }),
    };
  },
);
