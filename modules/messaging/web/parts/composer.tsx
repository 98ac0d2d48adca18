import { type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import { Button } from '#design/button.tsx';
import { call } from '#kernel/web/call.ts';
import { connectionNow } from '#kernel/web/connection.ts';
import { forgetDraft, keepDraft, readDraft } from '#kernel/web/drafts.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { tellTyping } from '../../contract/messages.ts';
import { mostCharacters } from '../../contract/shapes.ts';
import { draftKey } from '../draft-key.ts';
import { words } from '../words.ts';

/** How often the others are told that somebody is typing, in ms. */
const tellEvery = 3_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a paste may bring and a message can't carry
const uncarried = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

export interface ComposerHandle {
  /** Puts a text before what stands there. */
  readonly put: (text: string) => void;
}

/** Where one types. Enter sends, Shift+Enter starts a line; an input method's Enter is its own. What is typed is kept. */
export function Composer(props: {
  conversationId: string;
  ref: Ref<ComposerHandle>;
  autoFocus: boolean;
  onSend: (text: string) => void;
}) {
  const t = useWords(words);
  const key = draftKey(props.conversationId);
  const [text, setText] = useState(() => String(readDraft(key)?.text ?? ''));
  const field = useRef<HTMLTextAreaElement>(null);
  const toldAt = useRef(0);
  const id = useId();
  const excess = text.length > mostCharacters ? [...text].length - mostCharacters : 0;

  const change = (next: string) => {
    setText(next);
    if (next === '') forgetDraft(key);
    else keepDraft(key, { text: next });
  };
  useImperativeHandle(props.ref, () => ({
    put: (before) => {
      change(text === '' ? before : `${before}\n${text}`);
      field.current?.focus();
    },
  }));

  const { autoFocus } = props;
  useEffect(() => {
    // After the shell has moved the focus to the heading.
    const frame = autoFocus ? requestAnimationFrame(() => field.current?.focus()) : 0;
    return () => cancelAnimationFrame(frame);
  }, [autoFocus]);

  const type = (typed: string) => {
    change(typed);
    const now = performance.now();
    if (typed.trim() === '' || !connectionNow().pushed || (toldAt.current > 0 && now - toldAt.current < tellEvery))
      return;
    toldAt.current = now;
    // Nobody misses it where it doesn't arrive.
    call(tellTyping, { conversationId: props.conversationId }).catch(() => {});
  };
  const send = () => {
    const carried = text.replace(uncarried, '').toWellFormed();
    if (carried.trim() === '' || excess > 0) return;
    props.onSend(carried);
    change('');
    toldAt.current = 0;
    field.current?.focus();
  };

  return (
    <form
      className="msg-composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={2}
        dir="auto"
        value={text}
        aria-label={t('write')}
        aria-describedby={id}
        aria-invalid={excess > 0 || undefined}
        placeholder={t('write')}
        enterKeyHint="send"
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          send();
        }}
      />
      <div className="msg-composer-foot">
        <span id={id} className="gj-faint" role={excess > 0 ? 'alert' : undefined}>
          {excess > 0 ? t('tooLong', { count: excess }) : t('write.keys')}
        </span>
        <Button kind="primary" type="submit" icon="send" disabled={text.trim() === '' || excess > 0}>
          {t('send')}
        </Button>
      </div>
    </form>
  );
}
