import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Tabs } from '#design/tabs.tsx';
import { Tag } from '#design/tag.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { mayUse, useViewerState } from '#kernel/web/identity/viewer.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { type ComplaintRow, listComplaints } from '../../contract/complaints.ts';
import { decideComplaints } from '../../contract/permissions.ts';
import { complaintTones } from '../complaint-tones.ts';
import { ComplainSheet } from '../parts/complain-sheet.tsx';
import { useAboutWords } from '../use-about-words.ts';
import { words } from '../words.ts';
import '../privacy.css';

const all = ['mine', 'toDecide', 'aboutUs'] as const;
type Whose = (typeof all)[number];

/** Complaints about how personal data is handled. Which are shown stands in the address. */
export function ComplaintList() {
  const t = useWords(words);
  const [, go] = useLocation();
  const [complaining, setComplaining] = useState(false);
  const decides = mayUse(useViewerState(), decideComplaints);
  const asked = new URLSearchParams(useSearch()).get('whose');
  const offered = all.filter((one) => one !== 'toDecide' || decides);
  const whose: Whose = offered.find((one) => one === asked) ?? 'mine';
  const read = useReadPages(listComplaints, { whose });
  return (
    <Page
      title={t('complaints')}
      lead={t('complaints.lead')}
      tools={
        <Button kind="primary" icon="plus" onPress={() => setComplaining(true)}>
          {t('complain')}
        </Button>
      }
    >
      <Tabs<Whose>
        label={t('complaints.whose')}
        tabs={offered.map((key) => ({ key, title: t(`complaints.${key}`) }))}
        current={whose}
        onChange={(key) => go(`/me/complaints?whose=${key}`, { replace: true })}
      />
      <Loaded read={{ ...read, data: read.rows }} shape="rows">
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="scales" title={t(`complaints.none.${whose}`)}>
              {t(`complaints.none.${whose}.body`)}
            </Empty>
          ) : (
            <Card>
              <ul className="privacy-rows" aria-label={t(`complaints.${whose}`)}>
                {rows.map((row) => (
                  <li key={row.complaintId}>
                    <OneRow row={row} whose={whose} />
                  </li>
                ))}
              </ul>
              <MoreRows of={read} />
            </Card>
          )
        }
      </Loaded>
      {complaining ? <ComplainSheet onClose={() => setComplaining(false)} /> : null}
    </Page>
  );
}

function OneRow({ row, whose }: { row: ComplaintRow; whose: Whose }) {
  const t = useWords(words);
  const format = useFormat();
  const about = useAboutWords();
  const who = whose === 'toDecide' && row.complainant ? `${row.complainant.name} · ` : '';
  return (
    <RowLink to={`/me/complaints/${row.complaintId}`}>
      <ListRow
        title={about(row.about)}
        line={`${who}${format.exact(row.at)}`}
        deciding={
          <Tag tone={complaintTones[row.state]}>
            {t(`state.${row.state}`)}
            {row.outcome ? ` · ${t(`outcome.${row.outcome}`)}` : ''}
          </Tag>
        }
      />
    </RowLink>
  );
}
