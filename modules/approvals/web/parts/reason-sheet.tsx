import { tell } from '#design/toast.tsx';
import type { OperationContract } from '#kernel/contract/operation.ts';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { askToLook } from '../../contract/looks.ts';
import {
  disputeUrge,
  removeApprover,
  resumeRequest,
  suspendRequest,
  takeBack,
  terminateRequest,
  withdrawRequest,
} from '../../contract/operations.ts';
import { objectToSubmission, putBack, revokeRequest, wakeStep } from '../../contract/step-operations.ts';
import { useDraft } from '../use-draft.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { ReasonField } from './reason-field.tsx';

const operations = {
  askToLook,
  withdraw: withdrawRequest,
  takeBack,
  removeApprover,
  disputeUrge,
  suspend: suspendRequest,
  resume: resumeRequest,
  terminate: terminateRequest,
  putBack,
  revoke: revokeRequest,
  objectSubmission: objectToSubmission,
  wake: wakeStep,
} as const;
export type Reasoned = keyof typeof operations;

const mustSayWhy: readonly Reasoned[] = ['askToLook', 'suspend', 'terminate', 'revoke', 'objectSubmission', 'wake'];
const endsIt: readonly Reasoned[] = ['withdraw', 'terminate', 'revoke', 'objectSubmission'];

/** What is done with nothing but a reason: what follows from it is said before. */
export function ReasonSheet(props: {
  what: Reasoned;
  input: { requestId: string; slotId?: string; urgeId?: string; visit?: number };
  onClose: () => void;
}) {
  const t = useWords(words);
  const { what, input } = props;
  const operation: OperationContract<'command'> = operations[what];
  const { run, running, failure } = useCommand(operation);
  const draft = useDraft(`approvals.${what}.${Object.values(input).join('.')}`, { reason: '' });
  const said = draft.values.reason.trim();
  const isRequired = mustSayWhy.includes(what);
  const send = async () => {
    const done = await run({ ...input, ...(said === '' ? {} : { reason: said }) });
    if (done === undefined) return;
    draft.forget();
    props.onClose();
    tell(t(`told.${what}`));
  };
  return (
    <ActionSheet
      title={t(`do.${what}`)}
      send={t(`do.${what}`)}
      danger={endsIt.includes(what)}
      busy={running}
      ready={!isRequired || said !== ''}
      failure={failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <p className="gj-second">{t(`hint.${what}`)}</p>
      <ReasonField value={draft.values.reason} onChange={(reason) => draft.set({ reason })} required={isRequired} />
    </ActionSheet>
  );
}
