import { type ReactNode, useId, useState } from 'react';
import { Button } from '#design/button.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Sheet } from '#design/sheet.tsx';
import { TextArea } from '#design/text-area.tsx';
import type { CallFailure } from '#kernel/web/call-failure.ts';
import { FailureNote } from '#kernel/web/failure-note.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import { words } from '../words.ts';
import { PersonChoice } from './person-choice.tsx';

/** Something that needs people, a text, or both before it is done: transfer, add an approver, return, copy, intervene. */
export function AskSheet(props: {
  title: string;
  send: string;
  danger?: boolean;
  people?: { label: string; most?: number };
  text?: { label: string; required: boolean };
  more?: ReactNode;
  running: boolean;
  failure: CallFailure | undefined;
  onSend: (given: { people: readonly string[]; text: string }) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const id = useId();
  const [people, setPeople] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const lacks = (props.people && people.length === 0) || (props.text?.required && text.trim() === '');
  return (
    <Sheet
      title={props.title}
      onClose={props.onClose}
      foot={
        <>
          <Button onPress={props.onClose}>{t('cancel')}</Button>
          <Button
            kind={props.danger ? 'danger' : 'primary'}
            busy={props.running}
            disabled={Boolean(lacks)}
            onPress={() => props.onSend({ people, text: text.trim() })}
          >
            {props.send}
          </Button>
        </>
      }
    >
      <div className="gj-form">
        {props.people ? (
          <FieldFrame id={`${id}-people`} label={props.people.label} required>
            <PersonChoice
              id={`${id}-people`}
              value={people}
              {...(props.people.most && { most: props.people.most })}
              onChange={(value) => setPeople(value ?? [])}
            />
          </FieldFrame>
        ) : null}
        {props.more}
        {props.text ? (
          <FieldFrame id={`${id}-text`} label={props.text.label} required={props.text.required}>
            <TextArea id={`${id}-text`} value={text} most={1_000} onChange={(value) => setText(value ?? '')} />
          </FieldFrame>
        ) : null}
        {props.failure ? <FailureNote failure={props.failure} kept /> : null}
      </div>
    </Sheet>
  );
}
