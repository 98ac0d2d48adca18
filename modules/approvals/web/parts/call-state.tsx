import { Tag, type Tone } from '#design/tag.tsx';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { useCallError } from '../use-call-error.ts';
import { words } from '../words.ts';

const tones = { pending: 'accent', sent: 'accent', done: 'pass', failed: 'seal' } as const satisfies Record<
  string,
  Tone
>;

/** How a call stands: its state, how often it was tried, why the last try failed, when the next comes. */
export function CallState(props: {
  call: {
    readonly state: keyof typeof tones;
    readonly tries: number;
    readonly error?: string | undefined;
    readonly nextTry?: string | undefined;
  };
}) {
  const t = useWords(words);
  const format = useFormat();
  const errorWords = useCallError();
  const { state, tries, error, nextTry } = props.call;
  return (
    <span className="approvals-line">
      <Tag tone={tones[state]}>{t(`call.state.${state}`)}</Tag>
      {tries > 1 ? <span className="gj-faint">{t('call.tries', { count: tries })}</span> : null}
      {error === undefined ? null : <span className="gj-second">{errorWords(error)}</span>}
      {nextTry && tries > 0 ? (
        <span className="gj-faint">
          {t('call.next')} {format.exact(nextTry)}
        </span>
      ) : null}
    </span>
  );
}
