import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { confirmUrge } from '../../contract/operations.ts';
import type { Shown } from '../use-shown.ts';
import { words } from '../words.ts';

/** Reminders by phone or in person that the reader is said to have had: were they so? */
export function UrgeNotes(props: { shown: Shown; onDispute: (urgeId: string, slotId: string) => void }) {
  return props.shown.may.map((may) =>
    may.what === 'answerUrge' && may.slotId !== undefined && may.urgeId !== undefined ? (
      <UrgeNote
        key={`${may.urgeId} ${may.slotId}`}
        shown={props.shown}
        urgeId={may.urgeId}
        slotId={may.slotId}
        onDispute={props.onDispute}
      />
    ) : null,
  );
}

function UrgeNote(props: {
  shown: Shown;
  urgeId: string;
  slotId: string;
  onDispute: (urgeId: string, slotId: string) => void;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { shown, urgeId, slotId } = props;
  const { run, running, failure } = useCommand(confirmUrge);
  const urge = shown.view.urges.find((one) => one.urgeId === urgeId);
  if (!urge) return null;
  return (
    <>
      <Note
        tone="accent"
        icon={urge.channel === 'phone' ? 'phone' : 'people'}
        title={t(urge.channel === 'phone' ? 'urge.saidPhone' : 'urge.saidInPerson', {
          name: shown.nameOf(urge.by),
          time: format.exact(urge.happenedAt),
        })}
        actions={
          <>
            <Button busy={running} onPress={() => void run({ requestId: shown.view.requestId, slotId, urgeId })}>
              {t('do.confirmUrge')}
            </Button>
            <Button kind="quiet" onPress={() => props.onDispute(urgeId, slotId)}>
              {t('do.disputeUrge')}
            </Button>
          </>
        }
      >
        {[urge.text, t('urge.evidence')].filter(Boolean).join(' · ')}
      </Note>
      {failure ? <FailureNote failure={failure} /> : null}
    </>
  );
}
