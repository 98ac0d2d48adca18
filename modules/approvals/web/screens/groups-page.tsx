import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Page } from '#design/page.tsx';
import { Table } from '#design/table.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listApproverGroups } from '../../contract/group-operations.ts';
import { GroupSheet } from '../parts/group-sheet.tsx';
import { RetireGroupSheet } from '../parts/retire-group-sheet.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

type Row = OutputOf<typeof listApproverGroups>['rows'][number];
type Open = { readonly what: 'new' } | { readonly what: 'change' | 'retire'; readonly groupId: string };

/** 审批组: people who are asked together, whatever flow names them, and which flows do. */
export function GroupsPage() {
  const t = useWords(words);
  const spoken = useSpoken();
  const comma = useLanguage() === 'zh' ? '、' : ', ';
  const read = useRead(listApproverGroups, {});
  const [open, setOpen] = useState<Open>();
  const members = (row: Row) => row.members.map(({ name }) => name).join(comma) || t('group.nobody');
  const employer = (row: Row) => row.employer?.name ?? t('group.everywhere');
  const uses = (row: Row) =>
    row.usedBy.length === 0 ? (
      <span className="gj-second">{t('group.unused')}</span>
    ) : (
      <span className="approvals-line">
        {row.usedBy.map(({ kind, title, state }) => (
          <span className="approvals-line" key={kind}>
            {spoken(title)}
            {state === 'draft' ? <Tag>{t('group.inDraft')}</Tag> : null}
          </span>
        ))}
      </span>
    );
  const menu = (row: Row) => (
    <MenuButton
      label={t('group.actions', { name: row.name })}
      choices={[
        {
          key: 'change',
          label: t('group.change'),
          icon: 'edit',
          onPress: () => setOpen({ what: 'change', groupId: row.groupId }),
        },
        {
          key: 'retire',
          label: t('group.retire'),
          icon: 'trash',
          danger: true,
          onPress: () => setOpen({ what: 'retire', groupId: row.groupId }),
        },
      ]}
    />
  );
  const close = () => setOpen(undefined);
  const group = read.data?.rows.find((row) => open && 'groupId' in open && row.groupId === open.groupId);
  return (
    <Page
      width="full"
      title={t('groups')}
      tools={
        <Button kind="primary" icon="plus" onPress={() => setOpen({ what: 'new' })}>
          {t('group.new')}
        </Button>
      }
    >
      <Loaded read={read} shape="rows">
        {({ rows, employers, everywhere }) => (
          <>
            {rows.length === 0 ? (
              <Empty icon="people" title={t('group.none')}>
                {t('group.none.body')}
              </Empty>
            ) : (
              <Table
                label={t('groups')}
                rows={rows}
                rowKey={(row) => row.groupId}
                phoneRow={(row) => (
                  <div className="approvals-draft">
                    <ListRow title={row.name} line={members(row)} deciding={String(row.members.length)} />
                    {menu(row)}
                  </div>
                )}
                columns={[
                  {
                    key: 'name',
                    title: t('group.name'),
                    always: true,
                    cell: (row) => (
                      <button
                        type="button"
                        className="approvals-link"
                        onClick={() => setOpen({ what: 'change', groupId: row.groupId })}
                      >
                        {row.name}
                      </button>
                    ),
                    sort: (row) => row.name,
                  },
                  { key: 'members', title: t('group.members'), cell: members },
                  ...(employers.length > 1
                    ? [{ key: 'employer', title: t('group.employer'), cell: employer, sort: employer }]
                    : []),
                  { key: 'uses', title: t('group.uses'), cell: uses },
                  { key: 'menu', title: '', always: true, cell: menu },
                ]}
              />
            )}
            {open?.what === 'new' ? <GroupSheet employers={employers} everywhere={everywhere} onClose={close} /> : null}
          </>
        )}
      </Loaded>
      {open?.what === 'change' && group ? (
        <GroupSheet key={group.groupId} group={group} employers={[]} everywhere={false} onClose={close} />
      ) : null}
      {open?.what === 'retire' && group ? <RetireGroupSheet group={group} onClose={close} /> : null}
    </Page>
  );
}
