import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listKinds } from '../../contract/operations.ts';
import { GroupTabs } from '../parts/group-tabs.tsx';
import { words } from '../words.ts';
import '../groups.css';

/** What each kind of group lays down. */
export function KindList() {
  const t = useWords(words);
  const language = useLanguage();
  const read = useRead(listKinds, {});
  return (
    <Page
      title={t('kinds')}
      tools={
        read.data?.may.includes('manage') ? (
          <Button icon="plus" href="/groups/kinds/new">
            {t('kind.new')}
          </Button>
        ) : null
      }
    >
      <GroupTabs current="kinds" />
      <Loaded read={read} shape="rows">
        {({ rows }) => (
          <Card>
            <ul className="groups-rows" aria-label={t('kinds')}>
              {rows.map(({ code, kind, groups }) => (
                <li key={code}>
                  <RowLink to={`/groups/kinds/${code}`}>
                    <ListRow
                      title={kind.title[language]}
                      line={[
                        t(`process.${kind.process}`),
                        t(`apply.${kind.apply}`),
                        t('mostMembers.line', { most: kind.mostMembers }),
                        t(`lifetime.${kind.lifetime}`),
                      ].join(' · ')}
                      deciding={t('kind.groups', { count: groups })}
                    />
                  </RowLink>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </Loaded>
    </Page>
  );
}
