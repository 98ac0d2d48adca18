import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { Stack } from '#design/stack.tsx';
import type { Facts } from '#kernel/contract/words.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { newCommandId } from '#kernel/web/calls/command-id.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { uploadFile as sendFile } from '#kernel/web/uploads/upload-file.ts';
import { readFile, uploadFile } from '#modules/files/contract/operations.ts';
import type { ChangedSaying } from '#modules/messaging/contract/parts.ts';
import { maskingNeeded } from '../../contract/failures.ts';
import { maskText } from '../../domain/mask-text.ts';
import { words } from '../words.ts';
import '../content.css';

/**
 * What has to be masked before it is sent, and the way to do it: copies are made in this browser and sent in place of the
 * originals. Of what can't be masked here it says so, and nothing is sent.
 */
export function MaskingNote(props: {
  facts: Facts;
  text?: string;
  fileIds?: readonly string[];
  onAgain?: ((changed: ChangedSaying) => void) | undefined;
}) {
  const t = useWords(words);
  const { text = '', fileIds = [], onAgain } = props;
  const { inText, files } = maskingNeeded.facts.safeParse(props.facts).data ?? { inText: 0, files: [] };
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const mask = async () => {
    setBusy(true);
    setFailed(undefined);
    try {
      const { maskFile } = await import('../mask-file.ts');
      const copies = new Map<string, string>();
      for (const { fileId, name } of files) {
        const answer = await fetch(fileUrl(readFile, { fileId }));
        const made = answer.ok ? maskFile(name, new Uint8Array(await answer.arrayBuffer())) : undefined;
        if (!made) {
          setFailed(t('mask.cannot', { name }));
          return;
        }
        const file = new File([new Uint8Array(made.bytes)], t('mask.name', { name }));
        copies.set(fileId, (await sendFile(uploadFile, file, {}, { commandId: newCommandId() })).fileId);
      }
      onAgain?.({
        fileIds: fileIds.map((fileId) => copies.get(fileId) ?? fileId),
        ...(inText > 0 ? { text: maskText(text).text } : {}),
      });
    } catch (problem) {
      setFailed(problem instanceof CallFailure ? problem.message : t('mask.lost'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="content-refused">
      <Note
        tone="warn"
        title={t('mask.needed')}
        actions={
          onAgain ? (
            <Button kind="primary" busy={busy} onPress={() => void mask()}>
              {t('mask.make')}
            </Button>
          ) : null
        }
      >
        <Stack gap={1}>
          {inText > 0 ? <div>{t('mask.inText', { count: inText })}</div> : null}
          {files.map((file) => (
            <div key={file.fileId}>{t('mask.inFile', { name: file.name, count: file.found })}</div>
          ))}
          <div className="gj-second">{t('mask.how')}</div>
          {failed ? (
            <div className="gj-problem" role="alert">
              {failed}
            </div>
          ) : null}
        </Stack>
      </Note>
    </div>
  );
}
