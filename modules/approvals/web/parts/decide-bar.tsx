import { useEffect, useId, useState } from 'react';
import { Button } from '#design/button.tsx';
import { MenuButton, type MenuChoice } from '#design/menu-button.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/failure-note.tsx';
import { useCommand } from '#kernel/web/use-command.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { act } from '../../contract/operations.ts';
import { words } from '../words.ts';

/** Somebody was faster, or it ended: no mistake of the reader's, so it isn't shown as one. */
const handledElsewhere: ReadonlySet<string> = new Set(['approvals.alreadyHandled', 'approvals.alreadyEnded']);
const phrases = ['phrase.agree', 'phrase.seen', 'phrase.careful'] as const;

/**
 * The deciding buttons, at the thumb on phones, with the opinion above them and phrases that fill it in one tap. Waits for the
 * server's answer: what is decided here stands like a signature.
 */
export function DecideBar(props: {
  requestId: string;
  slotId: string;
  revision: number;
  kind: 'approve' | 'handle';
  opinion: 'optional' | 'unlessApproved' | 'required' | undefined;
  more: readonly MenuChoice[];
  onElsewhere: (told: { code: string; facts: Readonly<Record<string, unknown>> }) => void;
}) {
  const t = useWords(words);
  const id = useId();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const answer = useCommand(act);
  const send = async (outcome: 'approve' | 'reject' | 'handle') => {
    const needed = props.opinion === 'required' || (props.opinion === 'unlessApproved' && outcome === 'reject');
    if (needed && text.trim() === '') {
      setMissing(true);
      document.getElementById(id)?.focus();
      return;
    }
    const { requestId, slotId, revision } = props;
    const done = await answer.run({
      requestId,
      slotId,
      revision,
      outcome,
      ...(text.trim() && { opinion: { text: text.trim() } }),
    });
    if (done) tell(t(`told.${outcome}`));
  };
  const { failure } = answer;
  const elsewhere = failure !== undefined && handledElsewhere.has(failure.code);
  const { onElsewhere } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once per refusal, not at every drawing
  useEffect(() => {
    if (failure && elsewhere) onElsewhere(failure);
  }, [failure]);
  return (
    <div className="approvals-decide">
      {failure && !elsewhere ? <FailureNote failure={failure} kept /> : null}
      <ul className="approvals-phrases">
        {phrases.map((phrase) => (
          <li key={phrase}>
            <Button kind="quiet" onPress={() => setText(t(phrase))}>
              {t(phrase)}
            </Button>
          </li>
        ))}
      </ul>
      <label className="gj-unseen" htmlFor={id}>
        {t('opinion')}
      </label>
      <TextArea
        id={id}
        rows={1}
        most={5_000}
        value={text}
        invalid={missing}
        placeholder={t(missing ? 'opinion.missing' : 'opinion')}
        onChange={(value) => {
          setMissing(false);
          setText(value ?? '');
        }}
      />
      <div className="approvals-decide-buttons">
        {props.more.length > 0 ? <MenuButton choices={props.more} /> : null}
        {props.kind === 'approve' ? (
          <>
            <Button kind="danger" wide busy={answer.running} onPress={() => void send('reject')}>
              {t('reject')}
            </Button>
            <Button kind="primary" wide busy={answer.running} onPress={() => void send('approve')}>
              {t('approve')}
            </Button>
          </>
        ) : (
          <Button kind="primary" wide busy={answer.running} onPress={() => void send('handle')}>
            {t('handle')}
          </Button>
        )}
      </div>
    </div>
  );
}
