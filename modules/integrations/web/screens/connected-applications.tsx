import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listApplications } from '../../contract/applications.ts';
import { ApplicationState } from '../parts/application-state.tsx';
import { words } from '../words.ts';
import '../integrations.css';

/** The programs that may call, and those that wait for a second person. */
export function ConnectedApplications() {
  const t = useWords(words);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      tools={
        <Button kind="primary" icon="plus" href="/admin/integrations/new">
          {t('add')}
        </Button>
      }
    >
      <Loaded read={useRead(listApplications, {})} shape="rows">
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="link" title={t('none')}>
              {t('none.body')}
            </Empty>
          ) : (
            <ul className="gj-rows gj-card" aria-label={t('title')}>
              {rows.map((row) => (
                <li key={row.applicationId}>
                  <RowLink to={`/admin/integrations/${row.applicationId}`}>
                    <ListRow
                      title={row.name}
                      line={[
                        (row.standing ?? row.proposal)?.definition.purpose,
                        t('keys.count', { count: row.keys.filter(({ state }) => state === 'active').length }),
                      ].join(' · ')}
                      deciding={<ApplicationState row={row} />}
                    />
                  </RowLink>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}
