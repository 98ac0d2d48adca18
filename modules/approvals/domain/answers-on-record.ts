import type { Evidence } from '../contract/facts.ts';
import type { InstanceEvent } from '../contract/instance-event.ts';
import type { RequestView } from '../contract/request.ts';

type Step = RequestView['steps'][number];
type Slot = Step['slots'][number];
type Line = RequestView['history'][number];

/** One answer as it stands on paper and in the archive: also those that didn't decide the step. */
export interface AnswerOnRecord extends Pick<Line, 'at' | 'opinion' | 'signed'> {
  readonly step: Step;
  readonly slotId: string;
  /** Whose task it was. */
  readonly personId: string;
  /** Who answered; nobody where the limit ran out and the flow says what counts then. */
  readonly by?: string;
  /** What it was: the state of a slot, or what happened on the way. */
  readonly answer:
    | Slot['state']
    | 'resubmitted'
    | 'returned'
    | 'passedUp'
    | 'lapsed.approved'
    | 'lapsed.rejected'
    | 'lapsed.handled';
}

/**
 * Every answer of a view, step by step: passing up before the decision that it led to, returns and limits that ran out
 * after what the others had said. Pure.
 */
export function answersOnRecord(view: RequestView): AnswerOnRecord[] {
  return view.steps.flatMap((step) => {
    const onTheWay = (what: Line['what']) =>
      view.history.flatMap((line) => (line.what === what ? answerOfLine(step, line) : []));
    return [
      ...onTheWay('passedUp'),
      ...step.slots.flatMap((slot) => answerOfSlot(step, slot)),
      ...onTheWay('lapsed'),
      ...onTheWay('returned'),
    ];
  });
}

function answerOfSlot(step: Step, slot: Slot): AnswerOnRecord[] {
  const { slotId, personId, by, answeredAt, state, opinion, signed } = slot;
  if (by === undefined || answeredAt === undefined) return [];
  const said = { ...(opinion && { opinion }), ...(signed && { signed }) };
  // What the applicant answers to a return is his form.
  const answer = step.kind === 'start' ? 'resubmitted' : state;
  return [{ step, slotId, personId, by, at: answeredAt, answer, ...said }];
}

function answerOfLine(step: Step, line: Line): AnswerOnRecord[] {
  const { slotId, by, at, opinion, signed } = line;
  const personId = line.for ?? by;
  if (slotId === undefined || personId === undefined || Number(slotId.split('.')[0]) !== step.visit) return [];
  const answer = line.what === 'lapsed' ? `lapsed.${line.outcome}` : line.what;
  const said = { ...(by && { by }), ...(opinion && { opinion }), ...(signed && { signed }) };
  return [{ step, slotId, personId, at, answer: answer as AnswerOnRecord['answer'], ...said }];
}

/**
 * The evidence of each answer on record: what the signer saw, how he was signed in, his signature. Where an answer was taken back
 * and given again, the last. Pure.
 */
export function proofsOnRecord(
  events: readonly InstanceEvent[],
): (answer: Pick<AnswerOnRecord, 'slotId' | 'answer'>) => Evidence | undefined {
  const proofs = new Map(
    events.flatMap((event) =>
      event.type === 'acted' || event.type === 'returned' || event.type === 'passedUp'
        ? [[`${event.type} ${event.slotId}`, event.evidence] as const]
        : [],
    ),
  );
  return ({ slotId, answer }) =>
    proofs.get(`${answer === 'returned' || answer === 'passedUp' ? answer : 'acted'} ${slotId}`);
}

/** What came of opinions that named somebody (`executor`), and of the whole (落实意见). Pure. */
export const outcomesOnRecord = (view: RequestView) => [
  ...view.duties.flatMap(({ outcome, executor }) => (outcome ? [{ ...outcome, executor }] : [])),
  ...(view.outcome ? [{ ...view.outcome, executor: undefined }] : []),
];
