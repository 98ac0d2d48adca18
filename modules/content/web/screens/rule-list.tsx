import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Stack } from '#design/stack.tsx';
import { Tag } from '#design/tag.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listRules } from '../../contract/operations.ts';
import { ContentTabs } from '../parts/content-tabs.tsx';
import { words } from '../words.ts';
import '../content.css';

const tones = { off: 'neutral', observe: 'accent', enforce: 'pass' } as const;

/** All rules, with what they found in the last 30 days and how often they were wrong. */
export function RuleList() {
  const t = useWords(words);
  const language = useLanguage();
  const read = useRead(listRules, {});
  return (
    <Page
      title={t('title')}
      tools={
        <Button kind="primary" icon="plus" href="/admin/content/rules/new">
          {t('rule.new')}
        </Button>
      }
    >
      <ContentTabs current="rules" />
      <Loaded read={read} shape="rows">
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="filter" title={t('rules.none')}>
              {t('rules.none.body')}
            </Empty>
          ) : (
            <Card>
              <ul className="content-rows" aria-label={t('title')}>
                {rows.map((row) => (
                  <li key={row.ruleId}>
                    <RowLink to={`/admin/content/rules/${row.ruleId}`}>
                      <ListRow
                        title={row.title[language]}
                        line={[
                          t(`category.${row.category}`),
                          t(`action.${row.action}`),
                          ...(row.state === 'observe' ? [t('rules.observed', { count: row.observed })] : []),
                          ...(row.findings > 0
                            ? [t('rules.found', { count: row.findings, wrong: row.falseHits })]
                            : []),
                        ].join(' · ')}
                        deciding={
                          <Stack across gap={2}>
                            {row.proposal ? <Tag tone="warn">{t('proposal')}</Tag> : null}
                            <Tag tone={tones[row.state]}>{t(`state.${row.state}`)}</Tag>
                          </Stack>
                        }
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
