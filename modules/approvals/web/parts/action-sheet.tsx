import type { ReactNode } from 'react';
import { Button } from '#design/button.tsx';
import { Sheet } from '#design/sheet.tsx';
import type { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';

/** One thing to do with a request: its fields, its button, and what stood in the way. A refusal leaves what was typed. */
export function ActionSheet(props: {
  title: string;
  send: string;
  danger?: boolean;
  busy: boolean;
  ready: boolean;
  failure: CallFailure | undefined;
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useWords();
  return (
    <Sheet
      title={props.title}
      onClose={props.onClose}
      foot={
        <Button
          kind={props.danger ? 'danger' : 'primary'}
          wide
          busy={props.busy}
          disabled={!props.ready}
          onPress={props.onSend}
        >
          {props.failure?.passing ? t('retry') : props.send}
        </Button>
      }
    >
      <div className="gj-form">
        {props.children}
        {props.failure ? <FailureNote failure={props.failure} kept /> : null}
      </div>
    </Sheet>
  );
}
