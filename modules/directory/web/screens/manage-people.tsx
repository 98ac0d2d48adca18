import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Avatar } from '#design/avatar.tsx';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Page } from '#design/page.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Select } from '#design/select.tsx';
import { Table } from '#design/table.tsx';
import { Tabs } from '#design/tabs.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { exportPeople, listPeople } from '../../contract/people.ts';
import { listPosts } from '../../contract/posts.ts';
import { PersonLine } from '../parts/person-line.tsx';
import { useDepartmentChoices } from '../parts/use-department-choices.ts';
import { photoUrl } from '../photo-url.ts';
import { words } from '../words.ts';
import '../directory.css';

const all = 'all';
type View = 'active' | 'incomplete' | 'left';

/** Everybody whom one manages, by department, post and state. The filters stand in the address. */
export function ManagePeople() {
  const t = useWords(words);
  const format = useFormat();
  const { employer } = useViewer();
  const [, go] = useLocation();
  const address = new URLSearchParams(useSearch());
  const [typed, setTyped] = useState(address.get('text') ?? '');
  const view = (address.get('view') ?? 'active') as View;
  const departmentId = address.get('department') ?? undefined;
  const postId = address.get('post') ?? undefined;
  const text = typed.trim();
  const filter = {
    state: view === 'left' ? ('left' as const) : ('active' as const),
    incomplete: view === 'incomplete',
    ...(departmentId ? { departmentId, below: true } : {}),
    ...(postId ? { postId } : {}),
    ...(text ? { text } : {}),
  };
  const people = useReadPages(listPeople, { ...filter, limit: 100 });
  const first = useRead(listPeople, { ...filter, limit: 1 }, { keep: true }).data;
  const departments = useDepartmentChoices().choices;
  const readPosts = useRead(listPosts, {});
  const posts = readPosts.data?.rows ?? [];
  const show = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(address);
    if (value === undefined || value === all) next.delete(name);
    else next.set(name, value);
    go(`/people?${next}`, { replace: true });
  };
  return (
    <Page
      title={t('people.title')}
      lead={first?.total === undefined ? null : t('people.count', { count: first.total })}
      width="full"
      tools={
        <>
          <Button kind="primary" icon="plus" href="/people/new">
            {t('people.add')}
          </Button>
          <MenuButton
            choices={[
              { key: 'import', label: t('import.title'), icon: 'upload', onPress: () => go('/people/import') },
              { key: 'hrFiles', label: t('hrFiles.title'), icon: 'upload', onPress: () => go('/people/hr-files') },
              { key: 'leavings', label: t('leavings.title'), icon: 'clock', onPress: () => go('/people/leavings') },
              ...(first?.may.includes('export')
                ? [
                    {
                      key: 'export',
                      label: t('export'),
                      icon: 'download' as const,
                      onPress: () => location.assign(fileUrl(exportPeople, { employerId: employer.id })),
                    },
                  ]
                : []),
            ]}
          />
        </>
      }
    >
      <Tabs
        label={t('people.title')}
        tabs={(['active', 'incomplete', 'left'] as const).map((key) => ({ key, title: t(`view.${key}`) }))}
        current={view}
        onChange={(key) => show('view', key === 'active' ? undefined : key)}
      />
      <div className="directory-filters">
        <SearchInput label={t('search')} value={typed} onChange={setTyped} />
        <div>
          <label className="gj-unseen" htmlFor="people-department">
            {t('department')}
          </label>
          <Select
            id="people-department"
            value={departmentId ?? all}
            searchable
            choices={[{ value: all, label: t('department.all') }, ...departments]}
            onChange={(value) => show('department', value)}
          />
        </div>
        <div>
          <label className="gj-unseen" htmlFor="people-post">
            {t('posts')}
          </label>
          <Select
            id="people-post"
            value={postId ?? all}
            from={readPosts}
            searchable
            choices={[
              { value: all, label: t('posts.all') },
              ...posts.map((post) => ({ value: post.id, label: post.name })),
            ]}
            onChange={(value) => show('post', value)}
          />
        </div>
      </div>
      {people.failure ? <FailureNote failure={people.failure} onRetry={people.readAgain} /> : null}
      {people.rows?.length === 0 ? (
        <Empty icon="people" title={t('people.none')} />
      ) : people.failure && !people.rows ? null : (
        <Table
          label={t('people.title')}
          remember="directory.people"
          columnsWord={t('columns')}
          rows={people.rows}
          rowKey={(person) => person.id}
          onOpen={(person) => go(`/directory/people/${person.id}`)}
          phoneRow={(person) => <PersonLine person={person} />}
          columns={[
            {
              key: 'name',
              title: t('name'),
              always: true,
              cell: (person) => (
                <span className="directory-name">
                  <Avatar name={person.name} photo={photoUrl(person)} size={24} /> {person.name}
                </span>
              ),
            },
            { key: 'account', title: t('account'), cell: (person) => person.account },
            { key: 'department', title: t('department'), cell: (person) => person.department?.name ?? '' },
            { key: 'jobTitle', title: t('jobTitle'), cell: (person) => person.jobTitle ?? '' },
            { key: 'phone', title: t('phone'), cell: (person) => person.phone ?? '' },
            { key: 'email', title: t('email'), cell: (person) => person.email ?? '' },
            { key: 'employer', title: t('employer'), cell: (person) => person.employer.name },
          ]}
        />
      )}
      {people.rows && first?.total !== undefined && people.hasMore ? (
        <p className="gj-second directory-shown">
          {t('people.shown', { shown: format.number(people.rows.length), count: format.number(first.total) })}
        </p>
      ) : null}
      <MoreRows of={people} />
    </Page>
  );
}
