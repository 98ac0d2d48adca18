import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { failureHelp } from '#kernel/contract/failure-help.ts';
import { useWords } from '../language/use-words.ts';
import { Opening } from '../shell/opening.tsx';
import type { CallFailure } from './call-failure.ts';

/** What went wrong, in the words of the contract, near what was pressed. `kept`: says that what was typed is still there. */
export function FailureNote(props: { failure: CallFailure; kept?: boolean; onRetry?: () => void }) {
  const t = useWords();
  const { failure } = props;
  const more = [
    props.kept && (failure.status === 0 || failure.status >= 500) ? t('failed.kept') : '',
    failure.requestId && failure.status >= 500 ? t('requestId', { id: failure.requestId }) : '',
  ].filter(Boolean);
  return (
    <>
      <Note
        tone={failure.passing ? 'warn' : 'seal'}
        icon={failure.status === 0 ? 'offline' : 'alert'}
        title={failure.message}
        live
        actions={
          props.onRetry ? (
            <Button icon="refresh" onPress={props.onRetry}>
              {t('retry')}
            </Button>
          ) : undefined
        }
      >
        {more.length ? more.join(' ') : null}
      </Note>
      <Opening of={failureHelp} code={failure.code} facts={failure.facts} />
    </>
  );
}
