import { useId } from 'react';
import { Button } from '#design/button.tsx';
import { TextArea } from '#design/text-area.tsx';
import { FailureNote } from '#kernel/web/failure-note.tsx';
import { useCommand } from '#kernel/web/use-command.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { comment } from '../../contract/operations.ts';
import { useDraft } from '../use-draft.ts';
import { words } from '../words.ts';
import { Shortcut } from './shortcut.tsx';

/** Says something beside a request; what is typed is kept until it was sent. */
export function CommentForm({ requestId }: { requestId: string }) {
  const t = useWords(words);
  const id = useId();
  const draft = useDraft(`approvals.comment.${requestId}`, { text: '' });
  const { run, running, failure } = useCommand(comment);
  const { text } = draft.values;
  const isEmpty = text.trim() === '';
  return (
    <form
      className="approvals-comment gj-no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) void run({ requestId, text }).then((done) => done && draft.forget());
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
      {failure ? <FailureNote failure={failure} kept /> : null}
      <div className="gj-actions">
        <Button type="submit" busy={running} disabled={isEmpty}>
          {t('comment.send')}
        </Button>
      </div>
    </form>
  );
}
