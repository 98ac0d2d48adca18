import { useWords } from '#kernel/web/language/use-words.ts';
import { capitalAmount } from '../../../domain/form/capital-amount.ts';
import { words } from '../../words.ts';

/** 大写 of an amount, where there is one. */
export function Capitals({ minor }: { minor: number | undefined }) {
  const t = useWords(words);
  const capitals = minor === undefined ? undefined : capitalAmount(minor);
  return capitals === undefined ? null : (
    <div className="approvals-capitals gj-second">{t('form.capitals', { capitals })}</div>
  );
}
