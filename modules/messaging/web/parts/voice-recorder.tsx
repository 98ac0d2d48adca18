import { useRef, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Icon } from '#design/icon.tsx';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { newCommandId } from '#kernel/web/calls/command-id.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { uploadFile as sendFile } from '#kernel/web/uploads/upload-file.ts';
import { uploadFile } from '#modules/files/contract/operations.ts';
import { mostVoiceSeconds } from '../../contract/shapes.ts';
import type { Said } from '../said.ts';
import { type Recording, useRecording } from '../use-recording.ts';
import { words } from '../words.ts';

/** From here on a press counts as held, in ms: letting go sends. */
const held = 500;

interface Sending extends Recording {
  readonly commandId: string;
  readonly problem?: string;
}

/** Records a voice message: hold and let go, or press to begin and press to send. What couldn't be sent stays to be sent again. */
export function VoiceRecorder({ onSend }: { onSend: (said: Said) => void }) {
  const t = useWords(words);
  const [sending, setSending] = useState<Sending>();
  const pressedAt = useRef(0);
  const send = async (recording: Sending) => {
    setSending(recording);
    const { file, seconds, commandId } = recording;
    try {
      const { fileId } = await sendFile(uploadFile, file, {}, { commandId });
      onSend({ content: { kind: 'voice', fileIds: [fileId], seconds } });
      setSending(undefined);
    } catch (problem) {
      if (!(problem instanceof CallFailure)) throw problem;
      setSending({ ...recording, problem: problem.message });
    }
  };
  const { seconds, problem, start, end, forget } = useRecording(
    (recording) => void send({ ...recording, commandId: newCommandId() }),
  );
  const records = seconds !== undefined;
  return (
    <>
      <button
        type="button"
        className="gj-icon-button"
        aria-label={t(records ? 'voice.send' : 'voice.record')}
        title={t('voice.record.how')}
        aria-pressed={records}
        disabled={sending !== undefined}
        onPointerDown={(event) => {
          if (records || event.button !== 0) return;
          pressedAt.current = performance.now();
          event.currentTarget.setPointerCapture(event.pointerId);
          void start();
        }}
        onPointerUp={() => {
          if (pressedAt.current > 0 && performance.now() - pressedAt.current >= held) end(true);
        }}
        onPointerCancel={() => end(false)}
        onContextMenu={(event) => event.preventDefault()}
        onClick={(event) => {
          // The press that began it; what the keyboard does has no press before it.
          if (pressedAt.current > 0 && event.detail > 0) pressedAt.current = 0;
          else if (records) end(true);
          else void start();
        }}
      >
        <Icon name="mic" />
      </button>
      {records ? (
        <fieldset className="msg-recording" aria-label={t('voice.record')}>
          <span role="timer">{t('voice.recording', { seconds, most: mostVoiceSeconds })}</span>
          <Button kind="quiet" onPress={() => end(false)}>
            {t('cancel')}
          </Button>
          <Button kind="primary" onPress={() => end(true)}>
            {t('voice.send')}
          </Button>
        </fieldset>
      ) : null}
      {sending ? (
        <span className="msg-recording" role={sending.problem ? 'alert' : 'status'}>
          <span>{sending.problem ?? t('voice.sending')}</span>
          {sending.problem ? (
            <>
              <Button kind="quiet" onPress={() => setSending(undefined)}>
                {t('cancel')}
              </Button>
              <Button onPress={() => void send({ ...sending, commandId: sending.commandId })}>{t('retry')}</Button>
            </>
          ) : null}
        </span>
      ) : null}
      {problem ? (
        <span className="msg-recording" role="alert">
          <span>{t(problem)}</span>
          <Button kind="quiet" icon="close" label={t('picture.close')} onPress={forget} />
        </span>
      ) : null}
    </>
  );
}
