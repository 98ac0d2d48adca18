import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listMyApplications } from '../../contract/application-chats.ts';
import { ApplicationFace } from '../parts/application-face.tsx';
import { words } from '../words.ts';
import '../bots.css';

/** The applications that are open to the viewer; each leads to the conversation with it. */
export function MyApplications() {
  const t = useWords(words);
  return (
    <Page title={t('apps')} lead={t('apps.lead')}>
      <Loaded read={useRead(listMyApplications, {})} shape="rows">
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="link" title={t('apps.none')}>
              {t('apps.none.body')}
            </Empty>
          ) : (
            <Card>
              <ul className="bots-rows" aria-label={t('apps')}>
                {rows.map(({ applicationId, name, purpose, takesMessages }) => (
                  <li key={applicationId}>
                    <RowLink to={`/bots/applications/${applicationId}`}>
                      <ListRow
                        lead={<ApplicationFace applicationId={applicationId} name={name} size={36} />}
                        title={<span dir="auto">{name}</span>}
                        line={<span dir="auto">{purpose}</span>}
                        deciding={takesMessages ? null : <Tag>{t('apps.onlySends')}</Tag>}
                      />
                    </RowLink>
                  </li>
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}
