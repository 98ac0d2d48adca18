import { useId } from 'react';
import { Button } from '#design/button.tsx';
import { TextArea } from '#design/text-area.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { Awaiting, UnderWayNote, useUnderWay } from '#kernel/web/uploads/under-way.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { fileInput } from '#modules/files/contract/parts.ts';
import { comment } from '../../contract/operations.ts';
import { useDraft } from '../use-draft.ts';
import { words } from '../words.ts';
import { Labelled } from './labelled.tsx';
import { Shortcut } from './shortcut.tsx';

/** Says something beside a request; what is typed is kept until it was sent. */
export function CommentForm({ requestId }: { requestId: string }) {
  const t = useWords(words);
  const id = useId();
  const draft = useDraft(`approvals.comment.${requestId}`, {
    text: '',
    mentions: [] as readonly string[],
    files: [] as readonly string[],
  });
  const underWay = useUnderWay();
  const { run, running, failure } = useCommand(comment);
  const { text, mentions, files } = draft.values;
  const isEmpty = text.trim() === '';
  const send = async () => {
    if (!(await underWay.arrived())) return;
    const said = draft.now();
    const done = await run({ requestId, text: said.text, mentions: [...said.mentions], files: [...said.files] });
    if (done) draft.forget();
  };
  return (
    <form
      className="approvals-comment gj-no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) void send();
      }}
    >
      <Shortcut keys="c" word={t('comment')} run={() => document.getElementById(id)?.focus()} />
      <label className="gj-unseen" htmlFor={id}>
        {t('comment')}
      </label>
      <TextArea
        id={id}
        value={text}
        rows={2}
        most={5000}
        placeholder={t('comment.hint')}
        onChange={(next) => draft.set({ text: next ?? '' })}
      />
      {text === '' && mentions.length === 0 && files.length === 0 ? null : (
        <>
          <Labelled label={t('comment.mentions')} hint={t('comment.mentions.hint')} required={false}>
            {(named) => (
              <Part
                of={personPicker}
                {...named}
                value={mentions}
                onChange={(next) => draft.set({ mentions: next ?? [] })}
              />
            )}
          </Labelled>
          <Awaiting underWay={underWay}>
            <Labelled label={t('comment.files')} required={false} group>
              {(named) => (
                <Part of={fileInput} {...named} value={files} onChange={(next) => draft.set({ files: next ?? [] })} />
              )}
            </Labelled>
          </Awaiting>
        </>
      )}
      <UnderWayNote underWay={underWay} />
      {failure ? <FailureNote failure={failure} kept /> : null}
      <div className="gj-actions">
        <Button type="submit" busy={running || underWay.isWaiting} disabled={isEmpty}>
          {t('comment.send')}
        </Button>
      </div>
    </form>
  );
}
