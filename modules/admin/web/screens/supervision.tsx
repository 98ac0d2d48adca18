import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { mayUse, useViewerState } from '#kernel/web/identity/viewer.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { approveGrants } from '#modules/access/contract/permissions.ts';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { listDigests, listSupervisions, nameSupervisor } from '../../contract/supervision.ts';
import { words } from '../words.ts';
import '../admin.css';

/** The reader's digests of administrators, and who supervises whom for those who name that. */
export function Supervision() {
  const t = useWords(words);
  const format = useFormat();
  const viewer = useViewerState();
  const read = useReadPages(listDigests, {});
  return (
    <Page title={t('supervision.title')} lead={t('supervision.lead')}>
      <h2>{t('supervision.digests')}</h2>
      {read.failure ? <FailureNote failure={read.failure} onRetry={read.readAgain} /> : null}
      {read.rows?.length === 0 ? (
        <Empty icon="eye" title={t('supervision.none')}>
          {t('supervision.noneBody')}
        </Empty>
      ) : (
        <ul className="gj-rows">
          {(read.rows ?? []).map((row) => (
            <li key={row.id}>
              <RowLink to={`/supervision/${row.id}`}>
                <ListRow
                  title={row.administrator.name}
                  line={t('supervision.period', { from: format.exact(row.from), until: format.exact(row.until) })}
                  deciding={t('supervision.actions', { count: row.actions })}
                  when={
                    <Tag tone={row.seenAt ? 'neutral' : 'warn'}>
                      {t(row.seenAt ? 'supervision.seen' : 'supervision.unseen')}
                    </Tag>
                  }
                />
              </RowLink>
            </li>
          ))}
        </ul>
      )}
      <MoreRows of={read} />
      {mayUse(viewer, approveGrants) ? <Supervisors /> : null}
    </Page>
  );
}

function Supervisors() {
  const t = useWords(words);
  const read = useRead(listSupervisions, {});
  const name = useCommand(nameSupervisor);
  const [administratorId, setAdministratorId] = useState<string>();
  const [supervisorId, setSupervisorId] = useState<string>();
  const [every, setEvery] = useState<'day' | 'week'>('week');
  const send = async () => {
    if (!administratorId || !supervisorId) return;
    if (!(await name.run({ administratorId, supervisorId, every }))) return;
    tell(t('supervision.named'));
    setSupervisorId(undefined);
  };
  return (
    <Card title={t('supervision.who')}>
      <Loaded read={read} shape="rows">
        {({ rows }) => (
          <>
            <ul className="gj-rows">
              {rows.map((row) => (
                <li key={row.administrator.id}>
                  <ListRow
                    title={row.administrator.name}
                    line={row.supervisor ? t('supervision.by', { name: row.supervisor.name }) : t('supervision.nobody')}
                    deciding={row.every ? t(`supervision.${row.every}`) : null}
                  />
                </li>
              ))}
            </ul>
            <form
              className="gj-form"
              onSubmit={(event) => {
                event.preventDefault();
                void send();
              }}
            >
              <FieldFrame id="supervision-administrator" label={t('supervision.administrator')}>
                <Select
                  id="supervision-administrator"
                  value={administratorId}
                  choices={rows
                    .filter((row) => row.may.includes('name'))
                    .map((row) => ({ value: row.administrator.id, label: row.administrator.name }))}
                  onChange={setAdministratorId}
                />
              </FieldFrame>
              <FieldFrame id="supervision-supervisor" label={t('supervision.supervisor')}>
                <Part
                  of={personPicker}
                  id="supervision-supervisor"
                  most={1}
                  value={supervisorId ? [supervisorId] : []}
                  onChange={(next) => setSupervisorId(next?.[0])}
                />
              </FieldFrame>
              <FieldFrame id="supervision-every" label={t('supervision.every')}>
                <Select
                  id="supervision-every"
                  value={every}
                  choices={(['day', 'week'] as const).map((value) => ({ value, label: t(`supervision.${value}`) }))}
                  onChange={(value) => setEvery(value ?? 'week')}
                />
              </FieldFrame>
              {name.failure ? <FailureNote failure={name.failure} kept /> : null}
              <div className="gj-actions">
                <Button type="submit" kind="primary" busy={name.running} disabled={!administratorId || !supervisorId}>
                  {t('supervision.name')}
                </Button>
              </div>
            </form>
          </>
        )}
      </Loaded>
    </Card>
  );
}
