import { type ReactNode, useDeferredValue, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Question } from '#design/question.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { type Column, Table } from '#design/table.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { exportRegister, listRegisterRows, readRegister, removeRegister } from '../../contract/registers.ts';
import { ArchivedSheet } from '../parts/archived-sheet.tsx';
import { FoundSums } from '../parts/found-sums.tsx';
import { ListedValue } from '../parts/listed-value.tsx';
import { RegisterSheet } from '../parts/register-sheet.tsx';
import { RowPress } from '../parts/row-press.tsx';
import { StatusTag } from '../parts/status-tag.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';
import './statistics.css';

type Register = OutputOf<typeof readRegister>;
type Row = OutputOf<typeof listRegisterRows>['rows'][number];

/** One register: its rows as the reader may query them, their sums, and how it is made. */
export function RegisterPage({ params }: ScreenProps) {
  const registerId = params.registerId ?? '';
  const read = useRead(readRegister, { registerId });
  return (
    <Loaded read={read} shape="page">
      {(register) => <Shown key={register.registerId} register={register} />}
    </Loaded>
  );
}

function Shown({ register }: { register: Register }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const language = useLanguage();
  const [, go] = useLocation();
  const [search, setSearch] = useState('');
  const [sheet, setSheet] = useState<'change' | 'copy'>();
  const [asking, setAsking] = useState(false);
  const [looking, setLooking] = useState<string>();
  const remove = useCommand(removeRegister);
  const typed = useDeferredValue(search).trim().slice(0, 100);
  const { registerId } = register;
  const input = { registerId, ...(typed !== '' && { search: typed }) };
  const list = useReadPages(listRegisterRows, { limit: 50, ...input });
  const mayChange = register.may.length > 0;
  const columns: Column<Row>[] = register.columns.map((column, at) => ({
    key: `${column.from}.${column.name}`,
    title: spoken(register.headings[at] ?? { zh: '', en: '' }),
    always: at === 0,
    cell: (row) => cellOf(row, column, spoken),
  }));
  const { first } = list;
  const open = ({ endedAt, requestId }: Row) =>
    endedAt === null ? go(`/requests/${requestId}`) : setLooking(requestId);
  return (
    <Page
      title={register.name}
      lead={
        <>
          <a href="/approvals/registers">{t('registers')}</a>
          {mayChange ? '' : ` · ${t('register.by', { name: register.owner.name })}`}
        </>
      }
      width="full"
      tools={
        <>
          <Button
            kind="quiet"
            icon="download"
            label={t('query.export')}
            href={fileUrl(exportRegister, { ...input, language })}
          />
          <MenuButton
            label={t('register.more')}
            choices={[
              ...(mayChange
                ? [
                    {
                      key: 'change',
                      label: t('register.change'),
                      icon: 'edit' as const,
                      onPress: () => setSheet('change'),
                    },
                  ]
                : []),
              { key: 'copy', label: t('register.copy'), icon: 'copy' as const, onPress: () => setSheet('copy') },
              ...(mayChange
                ? [
                    {
                      key: 'remove',
                      label: t('register.remove'),
                      icon: 'trash' as const,
                      danger: true,
                      onPress: () => setAsking(true),
                    },
                  ]
                : []),
            ]}
          />
        </>
      }
    >
      <div className="approvals-find">
        <SearchInput label={t('query.find')} value={search} onChange={setSearch} />
        {first && first.notGranted.length > 0 ? (
          <Note
            tone="accent"
            icon="lock"
            title={t('register.notGranted', { kinds: first.notGranted.map(spoken).join(t('register.comma')) })}
            actions={
              <Button kind="quiet" href="/approvals/archive">
                {t('query.ask')}
              </Button>
            }
          />
        ) : null}
        {first ? (
          <FoundSums
            count={first.count}
            running={first.running}
            sums={first.sums.map((sum) => ({
              ...sum,
              label: spoken(
                register.headings[
                  register.columns.findIndex((column) => column.from === 'form' && column.name === sum.name)
                ] ?? { zh: sum.name, en: sum.name },
              ),
            }))}
          />
        ) : null}
        <Loaded read={{ ...list, data: list.rows }} shape="rows" count={8}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon="book" title={t('register.empty')}>
                {t('register.empty.body')}
              </Empty>
            ) : (
              <Table
                label={register.name}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.requestId}
                remember={`approvals.register.${registerId}`}
                columnsWord={t('expediting.columns')}
                onOpen={open}
                phoneRow={(row) => (
                  <RowPress onPress={() => open(row)}>
                    <ListRow
                      title={`${row.applicant.name} · ${spoken(row.summary)}`}
                      line={
                        <span className="approvals-line">
                          <StatusTag status={row.status} />
                          <span>{[row.number, ...row.steps.map(spoken), ...row.holders].join(' · ')}</span>
                        </span>
                      }
                      when={<When at={row.endedAt ?? row.submittedAt} />}
                    />
                  </RowPress>
                )}
              />
            )
          }
        </Loaded>
        <MoreRows of={list} />
      </div>
      {looking ? <ArchivedSheet key={looking} requestId={looking} onClose={() => setLooking(undefined)} /> : null}
      {sheet ? (
        <RegisterSheet
          key={sheet}
          register={register}
          isCopy={sheet === 'copy'}
          onClose={() => setSheet(undefined)}
          onSaved={(saved) => go(`/approvals/registers/${saved}`)}
        />
      ) : null}
      <Question
        open={asking}
        title={t('register.remove.sure', { name: register.name })}
        yes={t('register.remove')}
        no={t('register.keep')}
        danger
        busy={remove.running}
        onYes={() => {
          void remove.run({ registerId }).then((done) => {
            if (done) go('/approvals/registers');
          });
        }}
        onNo={() => setAsking(false)}
      />
    </Page>
  );
}

function cellOf(
  row: Row,
  column: Register['columns'][number],
  spoken: (words: { zh: string; en: string }) => string,
): ReactNode {
  if (column.from === 'form') {
    const field = row.fields.find((one) => one.name === column.name);
    return field ? <ListedValue field={field} /> : '';
  }
  const cells: Record<typeof column.name, ReactNode> = {
    number: row.number,
    kind: spoken(row.title),
    summary: spoken(row.summary),
    applicant: row.applicant.name,
    department: row.department?.name ?? '',
    status: <StatusTag status={row.status} />,
    submittedAt: <When at={row.submittedAt} />,
    endedAt: row.endedAt === null ? '' : <When at={row.endedAt} />,
    step: row.steps.map(spoken).join(', '),
    holder: row.holders.join(', '),
  };
  return cells[column.name];
}
