import type { ReactNode } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Tabs } from '#design/tabs.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { type ReadPages, useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listNotActivated } from '#modules/access/contract/activation.ts';
import { listEndingSoon } from '#modules/directory/contract/ending-soon.ts';
import { listLeavings } from '#modules/directory/contract/leaving.ts';
import { listPeople } from '#modules/directory/contract/people.ts';
import { dismissDuplicate, listDuplicates, remindProfiles } from '../../contract/clean-up.ts';
import { words } from '../words.ts';
import '../staffing.css';

const lists = ['departed', 'neverSignedIn', 'duplicates', 'incomplete', 'probation', 'contract'] as const;
type List = (typeof lists)[number];

/** What is to be put in order in the list of users, each with its one step (D8, D12). Which list stands in the address. */
export function CleanUp() {
  const t = useWords(words);
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('list') as List | null;
  const list = asked && lists.includes(asked) ? asked : 'departed';
  return (
    <Page
      title={t('cleanUp')}
      lead={t('cleanUp.lead')}
      tools={<Button href="/people/certifications">{t('certifications')}</Button>}
    >
      <Tabs
        label={t('cleanUp')}
        tabs={lists.map((key) => ({ key, title: t(`cleanUp.${key}`) }))}
        current={list}
        onChange={(key) => go(`/people/clean-up?list=${key}`, { replace: true })}
      />
      {list === 'departed' ? <Departed /> : null}
      {list === 'neverSignedIn' ? <NeverSignedIn /> : null}
      {list === 'duplicates' ? <Duplicates /> : null}
      {list === 'incomplete' ? <Incomplete /> : null}
      {list === 'probation' || list === 'contract' ? <Ending key={list} what={list} /> : null}
    </Page>
  );
}

function Row(props: { title: ReactNode; line?: ReactNode; children: ReactNode }) {
  return (
    <li className="staffing-row">
      <div>
        <strong>{props.title}</strong>
        {props.line ? <div className="gj-second">{props.line}</div> : null}
      </div>
      <div className="gj-actions staffing-actions">{props.children}</div>
    </li>
  );
}

function Rows<R>(props: { list: List; read: ReadPages<R>; children: (row: R) => ReactNode }) {
  const t = useWords(words);
  const { read } = props;
  return (
    <Loaded read={{ ...read, data: read.rows }} shape="rows">
      {(rows) =>
        rows.length === 0 ? (
          <Empty icon="check" title={t('cleanUp.none')} />
        ) : (
          <Card>
            <ul aria-label={t(`cleanUp.${props.list}`)}>{rows.map(props.children)}</ul>
            <MoreRows of={read} />
          </Card>
        )
      }
    </Loaded>
  );
}

function Departed() {
  const t = useWords(words);
  const format = useFormat();
  const read = useReadPages(listLeavings, { openOnly: true });
  return (
    <Rows list="departed" read={read}>
      {(row) => (
        <Row
          key={row.person.id}
          title={row.person.name}
          line={t('cleanUp.departed.line', { day: format.day(row.lastDay), count: row.open })}
        >
          <Button href={`/people/leavings/${row.person.id}`}>{t('cleanUp.handOver')}</Button>
        </Row>
      )}
    </Rows>
  );
}

function NeverSignedIn() {
  const t = useWords(words);
  const read = useReadPages(listNotActivated, {});
  return (
    <Rows list="neverSignedIn" read={read}>
      {(row) => (
        <Row
          key={row.personId}
          title={row.name}
          line={[row.account, row.department, row.employer].filter(Boolean).join(' · ')}
        >
          <Button href="/activation">{t('cleanUp.activate')}</Button>
          <Button href={`/directory/people/${row.personId}?leave`}>{t('cleanUp.leave')}</Button>
        </Row>
      )}
    </Rows>
  );
}

function Duplicates() {
  const t = useWords(words);
  const read = useRead(listDuplicates, {});
  const dismiss = useCommand(dismissDuplicate);
  return (
    <>
      {dismiss.failure ? <FailureNote failure={dismiss.failure} /> : null}
      {read.data?.more ? <Note tone="warn" title={t('cleanUp.duplicates.more')} /> : null}
      <Loaded read={read} shape="rows">
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="check" title={t('cleanUp.none')} />
          ) : (
            <Card>
              <ul aria-label={t('cleanUp.duplicates')}>
                {rows.map((row) => (
                  <li key={row.people.map((one) => one.id).join()} className="staffing-row">
                    <div>
                      <Tag tone={row.why === 'sameNameAndPhone' ? 'seal' : 'warn'}>{t(`cleanUp.why.${row.why}`)}</Tag>
                      <ul className="staffing-people">
                        {row.people.map((one) => (
                          <li key={one.id}>
                            {[one.name, one.account, one.department].filter(Boolean).join(' · ')}{' '}
                            <Button href={`/directory/people/${one.id}?leave`}>{t('cleanUp.leave')}</Button>
                          </li>
                        ))}
                      </ul>
                    </div>
                    <Button
                      busy={dismiss.running}
                      onPress={() => void dismiss.run({ personIds: row.people.map((one) => one.id) })}
                    >
                      {t('cleanUp.different')}
                    </Button>
                  </li>
                ))}
              </ul>
            </Card>
          )
        }
      </Loaded>
    </>
  );
}

function Incomplete() {
  const t = useWords(words);
  const read = useReadPages(listPeople, { incomplete: true });
  const remind = useCommand(remindProfiles);
  const send = async (personIds: string[]) => {
    const done = await remind.run({ personIds });
    if (done) tell(t('cleanUp.reminded', { count: done.told }));
  };
  return (
    <>
      {remind.failure ? <FailureNote failure={remind.failure} /> : null}
      {read.rows && read.rows.length > 1 ? (
        <div className="gj-actions">
          <Button busy={remind.running} onPress={() => void send((read.rows ?? []).slice(0, 500).map((row) => row.id))}>
            {t('cleanUp.remindAll', { count: Math.min(read.rows.length, 500) })}
          </Button>
        </div>
      ) : null}
      <Rows list="incomplete" read={read}>
        {(row) => (
          <Row key={row.id} title={row.name} line={[row.department?.name, row.jobTitle].filter(Boolean).join(' · ')}>
            <Button busy={remind.running} onPress={() => void send([row.id])}>
              {t('cleanUp.remind')}
            </Button>
          </Row>
        )}
      </Rows>
    </>
  );
}

function Ending({ what }: { what: 'probation' | 'contract' }) {
  const t = useWords(words);
  const format = useFormat();
  const read = useReadPages(listEndingSoon, { what, days: 60 });
  return (
    <Rows list={what} read={read}>
      {(row) => (
        <Row
          key={row.person.id}
          title={
            <>
              {row.person.name} {row.over ? <Tag tone="seal">{t('cleanUp.over')}</Tag> : null}
            </>
          }
          line={[row.department, format.day(row.on)].filter(Boolean).join(' · ')}
        >
          <Button href={`/directory/people/${row.person.id}?change`}>{t('cleanUp.change')}</Button>
          <Button href={`/directory/people/${row.person.id}?leave`}>{t('cleanUp.leave')}</Button>
        </Row>
      )}
    </Rows>
  );
}
