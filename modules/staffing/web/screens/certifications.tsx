import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Empty } from '#design/empty.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listCertifications, startCertification } from '../../contract/clean-up.ts';
import { words } from '../words.ts';
import '../staffing.css';

/** Certifications of the list of users: HR begins them, heads find theirs here. */
export function Certifications() {
  const t = useWords(words);
  const format = useFormat();
  const { employer } = useViewer();
  const read = useReadPages(listCertifications, {});
  const start = useCommand(startCertification);
  const [dueOn, setDueOn] = useState<string>();
  const mayStart = read.first?.may.includes('start') ?? false;
  return (
    <Page title={t('certifications')} lead={t('certifications.lead')}>
      {mayStart ? (
        <Card title={t('certifications.begin')}>
          <div className="gj-form">
            <FieldFrame id="certify-due" label={t('certifications.dueOn')} hint={t('certifications.dueHint')} required>
              <DatePicker id="certify-due" value={dueOn} onChange={setDueOn} />
            </FieldFrame>
            {start.failure ? <FailureNote failure={start.failure} /> : null}
            <div className="gj-actions">
              <Button
                kind="primary"
                busy={start.running}
                disabled={dueOn === undefined}
                onPress={() => {
                  if (dueOn) void start.run({ employerId: employer.id, dueOn });
                }}
              >
                {t('certifications.start', { employer: employer.name })}
              </Button>
            </div>
          </div>
        </Card>
      ) : null}
      <Loaded read={{ ...read, data: read.rows }} shape="rows">
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="people" title={t('certifications.none')} />
          ) : (
            <Card>
              <ul className="gj-rows" aria-label={t('certifications')}>
                {rows.map((row) => (
                  <li key={row.certificationId}>
                    <RowLink to={`/people/certifications/${row.certificationId}`}>
                      <ListRow
                        title={t('certifications.row', { employer: row.employer.name, count: row.people })}
                        line={t('certifications.line', {
                          day: format.day(row.dueOn),
                          confirmed: row.confirmed,
                          departments: row.departments,
                          differences: row.differences,
                          settled: row.settled,
                        })}
                        deciding={
                          <Tag tone={row.state === 'closed' ? 'pass' : 'warn'}>{t(`certifications.${row.state}`)}</Tag>
                        }
                      />
                    </RowLink>
                  </li>
                ))}
              </ul>
              <MoreRows of={read} />
            </Card>
          )
        }
      </Loaded>
    </Page>
  );
}
