import type { Shown } from '../use-shown.ts';
import { AddApproverSheet } from './add-approver-sheet.tsx';
import { AnswerByHandSheet } from './answer-by-hand-sheet.tsx';
import { AnswerSheet } from './answer-sheet.tsx';
import { CopySheet } from './copy-sheet.tsx';
import { HandOverSheet } from './hand-over-sheet.tsx';
import { JumpSheet } from './jump-sheet.tsx';
import { OutcomeSheet } from './outcome-sheet.tsx';
import { PassUpSheet } from './pass-up-sheet.tsx';
import { ReasonSheet } from './reason-sheet.tsx';
import { ReturnSheet } from './return-sheet.tsx';
import { ReportSheet } from './template/report-sheet.tsx';
import { UrgeSheet } from './urge-sheet.tsx';

/** The sheet that the address names: `?do=approve&slot=1.1`. */
export function RequestSheets(props: {
  shown: Shown;
  address: URLSearchParams;
  readAgain: () => void;
  onClose: () => void;
}) {
  const { shown, address, readAgain, onClose } = props;
  const { requestId } = shown.view;
  const what = address.get('do') ?? '';
  const slotId = address.get('slot') ?? '';
  const key = `${requestId} ${what} ${slotId}`;
  switch (what) {
    case 'approve':
    case 'reject':
    case 'handle':
      return (
        <AnswerSheet key={key} shown={shown} slotId={slotId} outcome={what} readAgain={readAgain} onClose={onClose} />
      );
    case 'report':
      return <ReportSheet key={key} kind={shown.view.kind} requestId={requestId} onClose={onClose} />;
    case 'return':
      return <ReturnSheet key={key} shown={shown} slotId={slotId} onClose={onClose} />;
    case 'passUp':
      return <PassUpSheet key={key} shown={shown} slotId={slotId} readAgain={readAgain} onClose={onClose} />;
    case 'recordOutcome':
      return <OutcomeSheet key={key} shown={shown} slotId={slotId} onClose={onClose} />;
    case 'jump':
      return <JumpSheet key={key} shown={shown} onClose={onClose} />;
    case 'wake':
      return (
        <ReasonSheet
          key={`${key} ${address.get('visit')}`}
          what={what}
          input={{ requestId, visit: Number(address.get('visit')) }}
          onClose={onClose}
        />
      );
    case 'answerByHand':
      return (
        <AnswerByHandSheet
          key={`${key} ${address.get('visit')}`}
          shown={shown}
          visit={Number(address.get('visit'))}
          onClose={onClose}
        />
      );
    case 'transfer':
    case 'delegate':
    case 'reassign':
      return <HandOverSheet key={key} shown={shown} slotId={slotId} what={what} onClose={onClose} />;
    case 'addApprover':
      return <AddApproverSheet key={key} shown={shown} slotId={slotId} onClose={onClose} />;
    case 'urge':
      return <UrgeSheet key={key} shown={shown} onClose={onClose} />;
    case 'copy':
      return <CopySheet key={key} shown={shown} onClose={onClose} />;
    case 'disputeUrge':
      return (
        <ReasonSheet
          key={key}
          what={what}
          input={{ requestId, slotId, urgeId: address.get('urge') ?? '' }}
          onClose={onClose}
        />
      );
    case 'takeBack':
    case 'putBack':
    case 'removeApprover':
      return <ReasonSheet key={key} what={what} input={{ requestId, slotId }} onClose={onClose} />;
    case 'withdraw':
    case 'revoke':
    case 'objectSubmission':
    case 'suspend':
    case 'resume':
    case 'terminate':
    case 'askToLook':
      return <ReasonSheet key={key} what={what} input={{ requestId }} onClose={onClose} />;
    default:
      return null;
  }
}
