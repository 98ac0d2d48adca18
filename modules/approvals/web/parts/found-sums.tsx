import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';

/** How much was found, and what it adds up to. */
export function FoundSums(props: {
  count: number;
  running?: number;
  sums: readonly { name: string; label: string; value: number; digits: number }[];
}) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <dl className="statistics-total" aria-live="polite">
      <div>
        <dt>{t('register.count')}</dt>
        <dd>{format.number(props.count)}</dd>
      </div>
      {props.running ? (
        <div>
          <dt>{t('register.running')}</dt>
          <dd>{format.number(props.running)}</dd>
        </div>
      ) : null}
      {props.sums.map((sum) => (
        <div key={sum.name}>
          <dt>{t('register.sum', { field: sum.label })}</dt>
          <dd>{format.number(sum.value / 10 ** sum.digits)}</dd>
        </div>
      ))}
    </dl>
  );
}
