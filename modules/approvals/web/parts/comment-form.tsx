import { useId, useState } from 'react';
import { Button } from '#design/button.tsx';
import { TextArea } from '#design/text-area.tsx';
import { FailureNote } from '#kernel/web/failure-note.tsx';
import { Part } from '#kernel/web/part.tsx';
import { useCommand } from '#kernel/web/use-command.ts';
import { useWords } from '#kernel/web/use-words.ts';
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
  const [isUploading, setUploading] = useState(false);
  const { run, running, failure } = useCommand(comment);
  const { text, mentions, files } = draft.values;
  const isEmpty = text.trim() === '' || isUploading;
  return (
    <form
      className="approvals-comment gj-no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (isEmpty) return;
        void run({ requestId, text, mentions: [...mentions], files: [...files] }).then(
          (done) => done && draft.forget(),
        );
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
          <Labelled label={t('comment.files')} required={false} group>
            {(named) => (
              <Part
                of={fileInput}
                {...named}
                value={files}
                onBusy={setUploading}
                onChange={(next) => draft.set({ files: next ?? [] })}
              />
            )}
          </Labelled>
        </>
      )}
      {failure ? <FailureNote failure={failure} kept /> : null}
      <div className="gj-actions">
        <Button type="submit" busy={running} disabled={isEmpty}>
          {t('comment.send')}
        </Button>
      </div>
    </form>
  );
}
