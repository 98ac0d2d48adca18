import { Icon } from '#design/icon.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { mostVoiceSeconds } from '../../contract/shapes.ts';
import { useVoice, type Voice } from '../voice-player.ts';
import { words } from '../words.ts';

/** A voice message: to play, how long it is, whether it is new. */
export function VoiceBody({ seconds, ...voice }: Voice & { seconds: number }) {
  const t = useWords(words);
  const { state, press } = useVoice(voice);
  const plays = state === 'playing' || state === 'loading';
  return (
    <span className="msg-voice">
      <button
        type="button"
        data-playing={plays || undefined}
        aria-label={t(plays ? 'voice.pause' : 'voice.play', { seconds })}
        onClick={press}
        // A minute is four times as wide as a second.
        style={{ inlineSize: `${6 + (Math.min(seconds, mostVoiceSeconds) / mostVoiceSeconds) * 12}em` }}
      >
        <Icon name={plays ? 'pause' : 'play'} size={16} /> <span aria-hidden="true">{seconds}″</span>
      </button>
      {voice.unheard ? (
        <span className="msg-voice-new" role="img" aria-label={t('voice.new')} title={t('voice.new')} />
      ) : null}
      {state === 'failed' ? <span className="gj-problem">{t('voice.failed')}</span> : null}
    </span>
  );
}
