import type { ReactNode } from 'react';
import { Icon } from '#design/icon.tsx';
import { Tag } from '#design/tag.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { PasskeyRow } from '../../contract/passkeys.ts';
import { words } from '../words.ts';

/** Passkeys with what tells them apart, and what may be done with each. */
export function PasskeyList(props: { rows: readonly PasskeyRow[]; act: (row: PasskeyRow) => ReactNode }) {
  const t = useWords(words);
  return (
    <ul className="access-devices">
      {props.rows.map((row) => (
        <li key={row.id}>
          <Icon name="key" />
          <div>
            <div className="access-passkey-name">
              {row.name} {row.backedUp ? <Tag>{t('passkeys.backedUp')}</Tag> : null}
            </div>
            <div className="gj-second">
              {t('passkeys.registered')} <When at={row.registeredAt} />
              {' · '}
              {row.usedAt ? (
                <>
                  {t('passkeys.used')} <When at={row.usedAt} />
                </>
              ) : (
                t('passkeys.unused')
              )}
            </div>
            {row.origin === location.origin ? null : (
              <div className="gj-second">{t('passkeys.elsewhere', { address: row.origin })}</div>
            )}
          </div>
          {props.act(row)}
        </li>
      ))}
    </ul>
  );
}
