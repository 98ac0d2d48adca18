import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listOutsideProviders } from '../../contract/outside-providers.ts';
import { outsideKinds } from '../../contract/outside-shapes.ts';
import { ProviderState } from '../parts/provider-state.tsx';
import { words } from '../words.ts';
import '../access.css';

/** Where people may sign in from outside, and setting up another place. */
export function OutsideProviders() {
  const t = useWords(words);
  const read = useRead(listOutsideProviders, {});
  return (
    <Page title={t('outside.title')} lead={t('outside.lead')}>
      <Loaded read={read} shape="rows">
        {({ rows, returnTo }) => (
          <>
            {returnTo === null ? (
              <Note tone="warn" title={t('outside.noAddress')}>
                {t('outside.noAddressBody')}
              </Note>
            ) : (
              <p className="gj-second access-return-to">
                {t('outside.returnTo')} <code>{returnTo}</code>
              </p>
            )}
            {rows.length === 0 ? (
              <p>{t('outside.none')}</p>
            ) : (
              <ul className="gj-rows gj-card">
                {rows.map((row) => (
                  <li key={row.id}>
                    <RowLink to={`/outside-sign-in/${row.id}`}>
                      <ListRow
                        title={row.name}
                        line={[t(`outside.kind.${row.kind}`), t('outside.people', { count: row.linked })].join(' · ')}
                        deciding={<ProviderState row={row} />}
                      />
                    </RowLink>
                  </li>
                ))}
              </ul>
            )}
            <Card title={t('outside.add')}>
              <div className="gj-actions">
                {outsideKinds.map((kind) => (
                  <Button key={kind} icon="plus" href={`/outside-sign-in/${kind}`}>
                    {t(`outside.kind.${kind}`)}
                  </Button>
                ))}
              </div>
            </Card>
          </>
        )}
      </Loaded>
    </Page>
  );
}
