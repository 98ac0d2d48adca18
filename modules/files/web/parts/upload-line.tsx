import { Button } from '#design/button.tsx';
import { Icon } from '#design/icon.tsx';
import { Progress } from '#design/progress.tsx';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { Upload } from '../use-uploads.ts';
import { words } from '../words.ts';

/** A file on its way, or why it didn't get there. */
export function UploadLine(props: {
  upload: Upload;
  onRetry: () => void;
  onPause: (paused: boolean) => void;
  onDrop: () => void;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { file, state, sent, problem, again, hold, paused = false } = props.upload;
  const { name, size } = file;
  const progress =
    state === 'waiting'
      ? t('waiting')
      : sent < size
        ? t(paused ? 'paused' : 'sending', { sent: format.bytes(sent), all: format.bytes(size) })
        : t('checking');
  return (
    <li className="files-row">
      <span className="files-sign">
        <Icon name={state === 'failed' ? 'alert' : 'file'} />
      </span>
      <span className="files-told">
        <span className="files-name">{name}</span>
        {state === 'failed' ? (
          <span className="gj-problem" role="alert">
            {problem}
          </span>
        ) : (
          <Progress done={state === 'waiting' ? 0 : sent} total={size} words={progress} />
        )}
      </span>
      {again ? (
        <Button kind="quiet" icon="refresh" onPress={props.onRetry}>
          {t('retry')}
        </Button>
      ) : null}
      {hold && state === 'sending' && sent < size ? (
        <Button
          kind="quiet"
          icon={paused ? 'play' : 'pause'}
          label={t(paused ? 'resume' : 'pause', { name })}
          onPress={() => props.onPause(!paused)}
        />
      ) : null}
      <Button
        kind="quiet"
        icon="close"
        label={t(state === 'failed' ? 'dismiss' : 'cancel', { name })}
        onPress={props.onDrop}
      />
    </li>
  );
}
