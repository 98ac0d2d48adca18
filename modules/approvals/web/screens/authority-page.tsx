import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Table } from '#design/table.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listAuthorityLimits, removeAuthorityLimit } from '../../contract/limit-operations.ts';
import { LimitSheet } from '../parts/limit-sheet.tsx';
import { useRoleName } from '../use-role-name.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

type Row = OutputOf<typeof listAuthorityLimits>['rows'][number];

/** W7: how much which post, role or person may decide. */
export function AuthorityPage() {
  const t = useWords(words);
  const spoken = useSpoken();
  const format = useFormat();
  const roleName = useRoleName();
  const [search, setSearch] = useState('');
  const [isOpen, setOpen] = useState(false);
  const read = useRead(listAuthorityLimits, { search: search.slice(0, 60) }, { keep: true });
  const remove = useCommand(removeAuthorityLimit);
  const drop = async (row: Row) => {
    if (await remove.run({ limitId: row.limitId })) tell(t('told.limitRemoved'));
  };
  const nameOf = (row: Row) => (row.holderKind === 'role' ? roleName(row.holder) : row.holderName);
  const kindOf = (row: Row) => (row.kindTitle ? spoken(row.kindTitle) : t('limit.allKinds'));
  const amountOf = (row: Row) => (row.most === null ? t('limit.none') : format.amount(row.most));
  const removeButton = (row: Row) => (
    <Button kind="quiet" icon="trash" label={t('limit.remove')} busy={remove.running} onPress={() => void drop(row)} />
  );
  return (
    <Page
      width="full"
      title={t('limits')}
      tools={
        <Button kind="primary" icon="plus" onPress={() => setOpen(true)}>
          {t('limit.new')}
        </Button>
      }
    >
      <div className="approvals-filters">
        <SearchInput label={t('limit.search')} value={search} onChange={setSearch} />
      </div>
      {remove.failure ? <FailureNote failure={remove.failure} /> : null}
      <Loaded read={read} shape="rows">
        {({ rows, employers }) => {
          const employerOf = (row: Row) => employers.find((one) => one.id === row.employerId)?.name ?? '';
          return rows.length === 0 ? (
            <Empty icon="lock" title={t('limit.empty')}>
              {t('limit.empty.body')}
            </Empty>
          ) : (
            <Table
              label={t('limits')}
              rows={rows}
              rowKey={(row) => row.limitId}
              phoneRow={(row) => (
                <>
                  <ListRow
                    title={nameOf(row)}
                    line={`${kindOf(row)} · ${t(`limit.period.${row.period}`)} · ${employerOf(row)}`}
                    deciding={amountOf(row)}
                  />
                  {removeButton(row)}
                </>
              )}
              columns={[
                { key: 'holder', title: t('limit.holder'), always: true, cell: nameOf, sort: nameOf },
                { key: 'holderKind', title: t('limit.holderKind'), cell: (row) => t(`limit.of.${row.holderKind}`) },
                { key: 'kind', title: t('limit.kind'), cell: kindOf, sort: kindOf },
                {
                  key: 'most',
                  title: t('limit.most'),
                  align: 'right',
                  cell: amountOf,
                  sort: (row) => row.most ?? Number.MAX_SAFE_INTEGER,
                },
                { key: 'period', title: t('limit.period'), cell: (row) => t(`limit.period.${row.period}`) },
                { key: 'employer', title: t('limit.employer'), cell: employerOf, sort: employerOf },
                { key: 'remove', title: '', cell: removeButton },
              ]}
            />
          );
        }}
      </Loaded>
      {isOpen ? <LimitSheet employers={read.data?.employers ?? []} onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}
