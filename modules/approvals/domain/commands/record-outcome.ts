import type { CommandOf } from '../../contract/command.ts';
import { emit, type Run, refuse } from '../run.ts';

/** 落实意见: by whom an opinion named, or an administrator; of the whole, by who asked for it. */
export function recordOutcome(run: Run, { slotId, text, files }: CommandOf<'recordOutcome'>, by: string): undefined {
  const { state, facts } = run;
  const said = { by, text, ...(files && { files }) };
  if (slotId === undefined) {
    if (state.status !== 'approved') return refuse(run, 'notApproved', {});
    if (![state.applicant, state.submitter].includes(by) && !facts.mayAdminister)
      return refuse(run, 'applicantOnly', {});
    if (state.outcomeAt !== undefined) return refuse(run, 'outcomeRecordedAlready', { at: state.outcomeAt });
    return emit(run, { type: 'outcomeRecorded', ...said });
  }
  const duty = state.duties.find((one) => one.slotId === slotId);
  if (!duty) return refuse(run, 'noSuchDuty', {});
  if (duty.executor !== by && !facts.mayAdminister) return refuse(run, 'notYourDuty', { person: duty.executor });
  if (duty.done) return refuse(run, 'outcomeRecordedAlready', duty.done);
  emit(run, { type: 'outcomeRecorded', ...said, slotId });
}
