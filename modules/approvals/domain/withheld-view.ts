import type { Words } from '#kernel/contract/words.ts';
import type { RequestView } from '../contract/request.ts';

const nothing: Words = { zh: '', en: '' };

type Line = RequestView['history'][number];

/** What administrators did and why, and why a call failed: they need it to intervene, and it is theirs. */
const ofInterventions: ReadonlySet<Line['what']> = new Set([
  'reassigned',
  'suspended',
  'resumed',
  'jumped',
  'called',
  'callAnswered',
  'childrenWoken',
  'delayOver',
  'migrated',
]);

/**
 * A request for who only administers it (A6): whose it is, of which kind, where it stands, who was asked and answered how and when;
 * not what its form says, nor what people wrote. `kindTitle`: its own title may come from the form.
 */
export function withheldView(view: RequestView, kindTitle: Words): RequestView {
  const { effectiveOn: _, urgent: __, endReason, ...known } = view;
  const told = <O extends { readonly text: string }>(outcome: O | undefined) =>
    outcome && { outcome: { ...outcome, text: '' } };
  return {
    ...known,
    withheld: true,
    title: kindTitle,
    summary: nothing,
    fields: [],
    ...(view.status === 'terminated' && endReason !== undefined && { endReason }),
    ...told(view.outcome),
    duties: view.duties.map((duty) => ({ ...duty, ...told(duty.outcome) })),
    steps: view.steps.map((step) => ({ ...step, slots: step.slots.map(({ opinion: ___, ...slot }) => slot) })),
    history: view.history.map((line) => withheldLine(line, view.status === 'terminated')),
    urges: view.urges.map(({ text: ___, ...urge }) => ({
      ...urge,
      asked: urge.asked.map(({ reason: ____, ...one }) => one),
    })),
  };
}

function withheldLine(
  { text, opinion: _, reason, changed: __, files: ___, ...line }: Line,
  isTerminated: boolean,
): Line {
  const isTheirs = ofInterventions.has(line.what) || (isTerminated && line.what === 'ended');
  if (!isTheirs) return line;
  return { ...line, ...(text !== undefined && { text }), ...(reason !== undefined && { reason }) };
}
