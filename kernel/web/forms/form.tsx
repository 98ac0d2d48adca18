import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '#design/button.tsx';
import type { IconName } from '#design/icon.tsx';
import { Note } from '#design/note.tsx';
import type { OperationContract } from '#kernel/contract/operation.ts';
import { FailureNote } from '../calls/failure-note.tsx';
import { useWords } from '../language/use-words.ts';
import { Awaiting, UnderWayNote } from '../uploads/under-way.tsx';
import type { FormState } from './use-form.ts';

/**
 * The form around its fields: Enter and the button send it, the first field with a problem gets the focus, a refusal
 * stands beside the button and leaves everything as typed. `send` is the word on the button: what it does.
 */
export function Form<C extends OperationContract<'command' | 'job' | 'unattributed'>>(props: {
  form: FormState<C>;
  send: string;
  icon?: IconName;
  wide?: boolean;
  others?: ReactNode;
  children: ReactNode;
}) {
  const t = useWords();
  const { form } = props;
  const element = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    if (attempts > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (form.failure) end.current?.scrollIntoView({ block: 'nearest' });
  }, [form.failure]);
  return (
    <form
      ref={element}
      className="gj-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit().then(() => setAttempts((before) => before + 1));
      }}
    >
      {form.restored ? (
        <Note
          tone="accent"
          title={t('draft.restored')}
          actions={
            <Button kind="quiet" onPress={form.startAfresh}>
              {t('draft.forget')}
            </Button>
          }
        />
      ) : null}
      <Awaiting underWay={form.underWay}>{props.children}</Awaiting>
      <div className="gj-form-end" ref={end}>
        {form.failure ? <FailureNote failure={form.failure} kept /> : null}
        <UnderWayNote underWay={form.underWay} />
        <div role="status">{form.problems > 0 ? t('problem.summary', { count: form.problems }) : null}</div>
        <div className="gj-actions">
          <Button
            type="submit"
            kind="primary"
            busy={form.running || form.underWay.isWaiting}
            wide={props.wide ?? false}
            {...(props.icon ? { icon: props.icon } : {})}
          >
            {form.failure?.passing ? t('retry') : props.send}
          </Button>
          {props.others}
        </div>
      </div>
    </form>
  );
}
