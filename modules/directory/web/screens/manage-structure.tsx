import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Table } from '#design/table.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { changeEmployer, createEmployer, listEmployers } from '../../contract/employers.ts';
import { changePost, createPost, listPosts } from '../../contract/posts.ts';
import { Labelled } from '../parts/labelled.tsx';
import { TreeLevel } from '../parts/tree-level.tsx';
import { words } from '../words.ts';
import '../directory.css';

type Employers = OutputOf<typeof listEmployers>;
type Employer = Employers['rows'][number];

/** Employers, the tree of departments and the posts; each department is changed on its own page. */
export function ManageStructure() {
  const t = useWords(words);
  const [, go] = useLocation();
  const address = new URLSearchParams(useSearch());
  const employers = useRead(listEmployers, {});
  const open = address.get('employer');
  return (
    <Page title={t('structure.title')} lead={t('structure.lead')} width="full">
      <Loaded read={employers} shape="rows">
        {({ rows, may }) => {
          const chosen = rows.find((employer) => employer.id === open);
          return (
            <>
              <Card
                title={t('employers')}
                tools={
                  may.includes('create') || may.includes('change') ? (
                    <Button icon="plus" onPress={() => go('/structure?employer=new')}>
                      {t('employer.add')}
                    </Button>
                  ) : null
                }
              >
                <Table
                  label={t('employers')}
                  rows={rows}
                  rowKey={(employer) => employer.id}
                  {...(may.includes('change')
                    ? { onOpen: (employer: Employer) => go(`/structure?employer=${employer.id}`) }
                    : {})}
                  phoneRow={(employer) => (
                    <button
                      type="button"
                      className="directory-child"
                      onClick={() => go(`/structure?employer=${employer.id}`)}
                    >
                      {employer.name} <span className="gj-faint gj-figure">{employer.people}</span>
                    </button>
                  )}
                  columns={[
                    { key: 'name', title: t('employer'), always: true, cell: (employer) => employer.name },
                    { key: 'taxNumber', title: t('taxNumber'), cell: (employer) => employer.taxNumber ?? '' },
                    { key: 'place', title: t('place'), cell: (employer) => employer.place ?? '' },
                    { key: 'timeZone', title: t('timeZone'), cell: (employer) => employer.timeZone },
                    { key: 'people', title: t('people'), align: 'right', cell: (employer) => employer.people },
                  ]}
                />
              </Card>
              {open === 'new' || chosen ? (
                <EmployerSheet
                  key={open}
                  employer={chosen}
                  employers={rows}
                  group={may.includes('create')}
                  onClose={() => go('/structure')}
                />
              ) : null}
              <Posts employers={rows} />
            </>
          );
        }}
      </Loaded>
      <Card title={t('departments')}>
        <p className="gj-second">{t('departments.open')}</p>
        <TreeLevel below={null} level={0} open />
      </Card>
    </Page>
  );
}

function EmployerSheet(props: {
  employer: Employer | undefined;
  employers: readonly Employer[];
  group: boolean;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { employer, employers, onClose } = props;
  const none = 'none';
  const [value, setValue] = useState({
    name: employer?.name ?? '',
    shortName: employer?.shortName ?? '',
    taxNumber: employer?.taxNumber ?? '',
    place: employer?.place ?? '',
    timeZone: employer?.timeZone ?? 'Asia/Shanghai',
    parentId: employer ? employer.parentId : props.group ? null : (employers[0]?.id ?? null),
  });
  const [revision] = useState(employer?.revision ?? 0);
  const create = useCommand(createEmployer);
  const save = useCommand(changeEmployer);
  const failure = create.failure ?? save.failure;
  const send = async () => {
    const fields = {
      ...value,
      shortName: value.shortName || null,
      taxNumber: value.taxNumber || null,
      place: value.place || null,
    };
    const done = employer
      ? await save.run({ employerId: employer.id, revision, change: fields })
      : await create.run(fields);
    if (!done) return;
    tell(t('saved'));
    onClose();
  };
  return (
    <Sheet
      title={employer?.name ?? t('employer.add')}
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          busy={create.running || save.running}
          disabled={value.name === ''}
          onPress={() => void send()}
        >
          {t('save')}
        </Button>
      }
    >
      <div className="gj-form">
        {(['name', 'shortName', 'taxNumber', 'place', 'timeZone'] as const).map((field) => (
          <Labelled key={field} label={t(field === 'name' ? 'employer.name' : field)} required={field === 'name'}>
            {(named) => (
              <Input {...named} value={value[field]} onChange={(text) => setValue({ ...value, [field]: text ?? '' })} />
            )}
          </Labelled>
        ))}
        <Labelled label={t('employer.parent')}>
          {(named) => (
            <Select
              {...named}
              value={value.parentId ?? none}
              choices={[
                ...(props.group ? [{ value: none, label: t('employer.noParent') }] : []),
                ...employers
                  .filter((one) => one.id !== employer?.id)
                  .map((one) => ({ value: one.id, label: one.name })),
              ]}
              onChange={(id) => setValue({ ...value, parentId: id === none ? null : (id ?? null) })}
            />
          )}
        </Labelled>
        {failure ? <FailureNote failure={failure} kept /> : null}
      </div>
    </Sheet>
  );
}

function Posts({ employers }: { employers: readonly Employer[] }) {
  const t = useWords(words);
  const group = 'group';
  const read = useRead(listPosts, { closed: true });
  const [name, setName] = useState('');
  const [owner, setOwner] = useState(employers[0]?.id ?? group);
  const create = useCommand(createPost);
  const change = useCommand(changePost);
  const failure = create.failure ?? change.failure;
  const ownerName = (id: string | null) => employers.find((one) => one.id === id)?.name ?? t('posts.ofGroup');
  return (
    <Card title={t('posts')}>
      <p className="gj-second">{t('posts.about')}</p>
      <div className="directory-filters">
        <div>
          <label className="gj-unseen" htmlFor="post-name">
            {t('posts.new')}
          </label>
          <Input
            id="post-name"
            placeholder={t('posts.new')}
            value={name}
            most={64}
            onChange={(text) => setName(text ?? '')}
          />
        </div>
        <div>
          <label className="gj-unseen" htmlFor="post-owner">
            {t('employer')}
          </label>
          <Select
            id="post-owner"
            value={owner}
            choices={[
              ...employers.map((one) => ({ value: one.id, label: one.name })),
              { value: group, label: t('posts.ofGroup') },
            ]}
            onChange={(value) => setOwner(value ?? group)}
          />
        </div>
        <Button
          icon="plus"
          disabled={name.trim() === ''}
          busy={create.running}
          onPress={async () => {
            if (!(await create.run({ name, employerId: owner === group ? null : owner }))) return;
            tell(t('posts.added', { name: name.trim() }));
            setName('');
          }}
        >
          {t('add')}
        </Button>
      </div>
      {failure ? <FailureNote failure={failure} kept /> : null}
      <Loaded read={read} shape="rows">
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="key" title={t('posts.none')} />
          ) : (
            <ul className="directory-posts">
              {rows.map((post) => (
                <li key={post.id} data-closed={post.closed || undefined}>
                  <span>
                    {post.name} <span className="gj-second">{ownerName(post.employerId)}</span>
                  </span>
                  <span className="gj-figure">{t('posts.holders', { count: post.holders })}</span>
                  <Button
                    kind="quiet"
                    disabled={!post.closed && post.holders > 0}
                    onPress={() =>
                      void change.run({ postId: post.id, revision: post.revision, change: { closed: !post.closed } })
                    }
                  >
                    {t(post.closed ? 'posts.reopen' : 'posts.close')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
