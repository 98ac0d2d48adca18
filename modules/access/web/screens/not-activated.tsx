import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Question } from '#design/question.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Table } from '#design/table.tsx';
import type { CallInputOf, OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import { issueActivationCodes, listNotActivated } from '../../contract/activation.ts';
import { Slips } from '../parts/slips.tsx';
import { words } from '../words.ts';
import '../access.css';

/** As many as the contract takes by name at once. */
const mostByName = 500;
type Who = CallInputOf<typeof issueActivationCodes>['who'];
type Row = OutputOf<typeof listNotActivated>['rows'][number];

/** Who hasn't come yet, and giving out codes: to all of them, to some, and to who forgot the password. */
export function NotActivated() {
  const t = useWords(words);
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [departmentId, setDepartment] = useState<string>();
  const [forgotten, setForgotten] = useState<readonly string[]>([]);
  const [onlyWithoutCode, setOnlyWithout] = useState(true);
  const [asked, setAsked] = useState<Who>();
  const [issued, setIssued] = useState<OutputOf<typeof issueActivationCodes>>();
  const issue = useCommand(issueActivationCodes);
  const text = typed.trim();
  const filter = {
    ...(departmentId === undefined ? {} : { departmentId }),
    ...(text ? { text } : {}),
  };
  const list = useReadPages(listNotActivated, { ...filter, limit: 100 });
  const counts = useRead(listNotActivated, { ...filter, limit: 1 }, { keep: true }).data;
  // What was searched for can only be given codes by name, so all of it must have been read.
  const found: Who | undefined =
    list.rows && list.rows.length <= mostByName && !list.hasMore
      ? { kind: 'people', personIds: list.rows.map((row) => row.personId) }
      : undefined;
  const shown: Who | undefined = text
    ? found
    : departmentId === undefined
      ? { kind: 'all' }
      : { kind: 'department', departmentId };
  if (issued) return <Slips issued={issued} onDone={() => setIssued(undefined)} />;

  const run = async (who: Who) => {
    const answer = await issue.run({
      who,
      delivery: 'slips',
      onlyWithoutCode: who.kind === 'people' ? false : onlyWithoutCode,
    });
    setAsked(undefined);
    if (answer) {
      setForgotten([]);
      setIssued(answer);
    }
  };
  const codeOf = (row: Row) =>
    row.code === 'open' && row.expiresAt
      ? t('coming.code.open', { until: format.exact(row.expiresAt) })
      : t(`coming.code.${row.code}`);
  return (
    <Page
      title={t('coming.title')}
      lead={
        counts?.total === undefined
          ? null
          : t('coming.lead', { count: format.number(counts.total), people: format.number(counts.people ?? 0) })
      }
      width="full"
      tools={
        counts?.total && shown ? (
          <Button kind="primary" icon="key" onPress={() => setAsked(shown)}>
            {t('coming.issue')}
          </Button>
        ) : null
      }
    >
      {issue.failure ? <FailureNote failure={issue.failure} /> : null}
      <div className="access-filters">
        <SearchInput label={t('coming.search')} value={typed} onChange={setTyped} />
        <div>
          <label className="gj-unseen" htmlFor="coming-department">
            {t('coming.department')}
          </label>
          <Part
            of={departmentPicker}
            id="coming-department"
            most={1}
            placeholder={t('coming.everywhere')}
            value={departmentId ? [departmentId] : []}
            onChange={(next) => setDepartment(next?.[0])}
          />
        </div>
      </div>
      {list.failure ? <FailureNote failure={list.failure} onRetry={list.readAgain} /> : null}
      {list.rows?.length === 0 ? (
        text || departmentId !== undefined ? (
          <Empty icon="search" title={t('coming.noneFound')} />
        ) : (
          <Empty icon="check" title={t('coming.none')}>
            {t('coming.noneBody')}
          </Empty>
        )
      ) : list.failure && !list.rows ? null : (
        <Table
          label={t('coming.title')}
          rows={list.rows}
          rowKey={(row) => row.personId}
          phoneRow={(row) => (
            <ListRow
              title={row.name}
              line={[row.account, row.department].filter(Boolean).join(' · ')}
              when={codeOf(row)}
            />
          )}
          columns={[
            { key: 'name', title: t('coming.name'), always: true, cell: (row) => row.name },
            { key: 'account', title: t('coming.account'), cell: (row) => row.account },
            { key: 'department', title: t('coming.department'), cell: (row) => row.department ?? '' },
            { key: 'employer', title: t('coming.employer'), cell: (row) => row.employer },
            { key: 'code', title: t('coming.code'), cell: codeOf },
            {
              key: 'issue',
              title: '',
              align: 'right',
              cell: (row) => (
                <Button
                  kind="quiet"
                  icon="key"
                  label={t('coming.issueOne', { name: row.name })}
                  onPress={() => setAsked({ kind: 'people', personIds: [row.personId] })}
                />
              ),
            },
          ]}
        />
      )}
      <MoreRows of={list} />
      <Card title={t('coming.forgotten')}>
        <p className="gj-second">{t('coming.forgottenHint')}</p>
        <div className="access-filters">
          <div>
            <label className="gj-unseen" htmlFor="coming-person">
              {t('coming.choosePerson')}
            </label>
            <Part
              of={personPicker}
              id="coming-person"
              value={forgotten}
              placeholder={t('coming.choosePerson')}
              onChange={(next) => setForgotten(next ?? [])}
            />
          </div>
          <div>
            <Button
              icon="key"
              disabled={forgotten.length === 0}
              onPress={() => setAsked({ kind: 'people', personIds: [...forgotten] })}
            >
              {t('coming.issue')}
            </Button>
          </div>
        </div>
      </Card>
      <Question
        open={asked !== undefined}
        title={t('coming.ask', { count: asked?.kind === 'people' ? asked.personIds.length : (counts?.total ?? 0) })}
        yes={t('coming.issue')}
        no={t('cancel')}
        busy={issue.running}
        onYes={() => asked && void run(asked)}
        onNo={() => setAsked(undefined)}
      >
        <p>{t('coming.askBody')}</p>
        {asked?.kind === 'people' ? null : (
          <Checkbox value={onlyWithoutCode} onChange={(value) => setOnlyWithout(value ?? false)}>
            {t('coming.onlyWithout')}
          </Checkbox>
        )}
      </Question>
    </Page>
  );
}
