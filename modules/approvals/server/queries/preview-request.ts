import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { approvalFailures } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { previewPath } from '../../domain/preview-path.ts';
import { nodeName } from '../../domain/request-view.ts';
import { routeOf } from '../../domain/route.ts';
import { answerQuestions, noAnswers } from '../answer-questions.ts';
import { applicantOf } from '../applicant-of.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { draftForm } from '../check-form.ts';
import { decideAnswered } from '../decide-answered.ts';
import { personNames } from '../person-names.ts';
import { kindInForce } from '../templates/kind-in-force.ts';

export const previewRequest = handle<ApprovalsTables>()(contract.previewRequest, async (context, input) => {
  const { personId, employerId } = await applicantOf(context, input.applicantId);
  const { kind } = await kindInForce(context, { personId, employerId }, input.kind);
  const { definition } = kind;
  const form = await draftForm(context, kind, input.form, { definition, applicantId: personId });
  const submission = {
    type: 'submit' as const,
    actor: context.actor,
    applicant: personId,
    form: 1,
    chosen: input.chosen,
  };
  const preview = await decideAnswered(
    (facts) => previewPath(definition, submission, facts),
    { now: context.now.toString(), ...noAnswers, mayAdminister: false },
    (questions) => answerQuestions(context, questions, { definition, kind, form }),
  );
  if ('refuse' in preview) throw refuse(approvalFailures[preview.refuse.code] as never, preview.refuse.facts as never);
  const steps = preview.steps.map((step) => ({
    step,
    people: !('people' in step) ? [] : step.kind === 'copy' ? step.people : step.people.map((one) => one.person),
  }));
  const names = new Map(
    (
      await personNames(
        context.db,
        steps.flatMap((one) => one.people),
      )
    ).map((one) => [one.id, one.name]),
  );
  return {
    ends: preview.ends,
    steps: steps.map(({ step }) => {
      const node = routeOf(definition).get(step.nodeId ?? '')?.node;
      const named = (id: string) => ({ id, name: names.get(id) ?? '' });
      return {
        kind: step.kind,
        name: nodeName(node),
        ...(node && 'mode' in node && { mode: node.mode.kind }),
        people: !('people' in step)
          ? []
          : step.kind === 'copy'
            ? step.people.map((id) => ({ ...named(id), state: 'copied' as const }))
            : step.people.map((one) => ({ ...named(one.person), state: one.state })),
      };
    }),
  };
});
