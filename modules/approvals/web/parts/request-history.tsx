import { useLanguage } from '#kernel/web/language.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { When } from '#kernel/web/when.tsx';
import type { RequestView } from '../../contract/request.ts';
import { words } from '../words.ts';

/** Everything that happened, oldest first, in one line each. */
export function RequestHistory({ view, nameOf }: { view: RequestView; nameOf: (id: string) => string }) {
  const t = useWords(words);
  const language = useLanguage();
  const list = (ids: readonly string[]) => ids.map(nameOf).join(language === 'zh' ? '、' : ', ');
  return (
    <ol className="approvals-history">
      {view.history.map((line) => (
        <li key={line.seq}>
          <div className="approvals-history-head">
            <span>
              {line.by ? `${nameOf(line.by)} ` : ''}
              {t(`happened.${line.what}` as 'happened.submitted')}
              {line.outcome ? ` · ${t(`outcome.${line.outcome}` as 'outcome.approved')}` : null}
              {line.to ? ` → ${list(line.to)}` : null}
            </span>
            <span className="gj-second">
              <When at={line.at} />
            </span>
          </div>
          {line.text || line.reason || line.opinion?.text ? (
            <div className="approvals-said">{line.text ?? line.opinion?.text ?? line.reason}</div>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
