import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { previewGrant } from '../../contract/grants.ts';
import { words } from '../words.ts';

type Changes = OutputOf<typeof previewGrant>['changes'];

/** Permission by permission: the reach before and after, the important ones first. */
export function WhatChanges({ changes }: { changes: Changes }) {
  const t = useWords(words);
  const language = useLanguage();
  if (changes.length === 0) return <p className="gj-second">{t('grants.noChange')}</p>;
  return (
    <ul className="access-changes">
      {changes.map((change) => (
        <li key={change.permission} className="access-change">
          <span className="access-changed">
            {change.important ? <Tag tone="warn">{t('roles.important')}</Tag> : null} {change.sentence[language]}
          </span>
          <span className="gj-second">
            {t('grants.fromTo', {
              before: t(`reach.${change.before ?? 'none'}`),
              after: t(`reach.${change.after ?? 'none'}`),
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}
