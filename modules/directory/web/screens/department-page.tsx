import { Link, useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Empty } from '#design/empty.tsx';
import { Page } from '#design/page.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { readDepartment, readTree } from '../../contract/departments.ts';
import { listPeople } from '../../contract/people.ts';
import { DepartmentFacts } from '../chart/department-facts.tsx';
import { DepartmentSheet } from '../parts/department-sheet.tsx';
import { PersonLine } from '../parts/person-line.tsx';
import { words } from '../words.ts';
import '../directory.css';

/** A department: where it stands, who heads it, what is below, who is in it. `?below` shows everybody below too. */
export function DepartmentPage({ params }: ScreenProps) {
  const t = useWords(words);
  const departmentId = params.departmentId ?? '';
  const [, go] = useLocation();
  const address = new URLSearchParams(useSearch());
  const below = address.has('below');
  const here = `/directory/departments/${departmentId}`;
  const read = useRead(readDepartment, { departmentId });
  const children = useRead(readTree, { below: departmentId });
  const people = useReadPages(listPeople, { departmentId, below, limit: 100 });
  return (
    <Loaded read={read} shape="page">
      {(department) => {
        const heads = new Set(department.heads.map((head) => head.id));
        return (
          <Page
            title={department.name}
            lead={[department.employer.name, ...department.path.slice(1).map((above) => above.name)].join(' / ')}
            tools={
              <>
                {department.may.includes('addPerson') ? (
                  <Button icon="plus" href={`/people/new?department=${department.id}`}>
                    {t('people.add')}
                  </Button>
                ) : null}
                <Button icon="clock" onPress={() => go(`${here}?history`)}>
                  {t('chart.history')}
                </Button>
                {department.may.includes('change') ? (
                  <Button icon="edit" onPress={() => go(`${here}?change`)}>
                    {t('change')}
                  </Button>
                ) : null}
              </>
            }
          >
            {department.heads.length > 0 ? (
              <p className="gj-second">
                {t('heads')}{' '}
                {department.heads.map((head, at) => (
                  <span key={head.id}>
                    {at > 0 ? t('comma') : ''}
                    <Link href={`/directory/people/${head.id}`}>{head.name}</Link>
                  </span>
                ))}
              </p>
            ) : null}
            {department.deputies.length > 0 ? (
              <p className="gj-second">
                {t('deputies')}{' '}
                {department.deputies.map((deputy, at) => (
                  <span key={deputy.id}>
                    {at > 0 ? t('comma') : ''}
                    <Link href={`/directory/people/${deputy.id}`}>{deputy.name}</Link>
                  </span>
                ))}
              </p>
            ) : null}
            {children.data && children.data.departments.length > 0 ? (
              <>
                <ul className="directory-children" aria-label={t('tree.below')}>
                  {children.data.departments.map((child) => (
                    <li key={child.id}>
                      <Link className="directory-child" href={`/directory/departments/${child.id}`}>
                        <span>{child.name}</span> <span className="gj-faint gj-figure">{child.people}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
                <Checkbox value={below} onChange={(shown) => go(shown ? `${here}?below` : here, { replace: true })}>
                  {t('people.below')}
                </Checkbox>
              </>
            ) : null}
            {people.failure ? <FailureNote failure={people.failure} onRetry={people.readAgain} /> : null}
            {people.rows?.length === 0 ? <Empty icon="people" title={t('people.none')} /> : null}
            <ul className="gj-rows" aria-label={t('people.in', { name: department.name })} aria-busy={people.loading}>
              {people.rows?.map((person) => (
                <li key={person.id}>
                  <PersonLine person={person} head={heads.has(person.id)} />
                </li>
              ))}
            </ul>
            <MoreRows of={people} />
            {address.has('history') ? (
              <DepartmentFacts
                key={department.id}
                departmentId={department.id}
                on={undefined}
                manages={department.may.includes('change')}
                onItsPage
                onClose={() => go(here)}
              />
            ) : null}
            {address.has('change') && department.may.includes('change') ? (
              <DepartmentSheet key={department.id} department={department} onClose={() => go(here)} />
            ) : null}
          </Page>
        );
      }}
    </Loaded>
  );
}
