import type { ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { Avatar } from '#design/avatar.tsx';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { MenuButton, type MenuChoice } from '#design/menu-button.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { PresenceLine } from '#kernel/web/push/presence-mark.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { readPerson } from '../../contract/people.ts';
import { HistorySheet } from '../parts/history-sheet.tsx';
import { LeaveSheet } from '../parts/leave-sheet.tsx';
import { PersonSheet } from '../parts/person-sheet.tsx';
import { PlannedChanges } from '../parts/planned-changes.tsx';
import { photoUrl } from '../photo-url.ts';
import { words } from '../words.ts';
import '../directory.css';

/** A person’s card; HR and the person also see the record. What is open stands in the address: `?change`, `?leave`, `?history`. */
export function PersonPage({ params }: ScreenProps) {
  const t = useWords(words);
  const format = useFormat();
  const [, go] = useLocation();
  const address = new URLSearchParams(useSearch());
  const personId = params.personId ?? '';
  const here = `/directory/people/${personId}`;
  const read = useRead(readPerson, { personId });
  const close = () => go(here);
  return (
    <Loaded read={read} shape="page">
      {(person) => {
        const day = (value: string | null) => (value === null ? null : format.day(value));
        const facts = (entries: readonly { name: Parameters<typeof t>[0]; value: ReactNode }[]) =>
          entries.filter((entry) => entry.value).map(({ name, value }) => ({ name: t(name), value }));
        const { record, may } = person;
        const more: MenuChoice[] = [
          ...(may.includes('seeHistory')
            ? [{ key: 'history', label: t('history'), icon: 'clock' as const, onPress: () => go(`${here}?history`) }]
            : []),
          ...(may.includes('completeProfile') && may.includes('change')
            ? [{ key: 'own', label: t('profile.title'), icon: 'me' as const, onPress: () => go('/me/profile') }]
            : []),
          ...(may.includes('markLeft')
            ? [{ key: 'leave', label: t('leave'), danger: true, onPress: () => go(`${here}?leave`) }]
            : []),
        ];
        return (
          <Page
            title={
              <span className="directory-person">
                <Avatar name={person.name} photo={photoUrl(person)} size={64} />
                <span>
                  {person.name}
                  {person.alias ? <span className="gj-second"> {person.alias}</span> : null}{' '}
                  {person.active ? <PresenceLine personId={personId} /> : <Tag>{t('left')}</Tag>}
                </span>
              </span>
            }
            lead={[person.jobTitle, person.department?.name, person.employer.name].filter(Boolean).join(' · ')}
            tools={
              <>
                {may.includes('change') ? (
                  <Button icon="edit" onPress={() => go(`${here}?change`)}>
                    {t('change')}
                  </Button>
                ) : may.includes('completeProfile') ? (
                  <Button icon="edit" href="/me/profile">
                    {t('profile.title')}
                  </Button>
                ) : null}
                {more.length > 0 ? <MenuButton choices={more} /> : null}
              </>
            }
          >
            <Card title={t('contact')}>
              <FactList
                facts={facts([
                  { name: 'phone', value: person.phone ? <a href={`tel:${person.phone}`}>{person.phone}</a> : null },
                  { name: 'landline', value: person.landline },
                  { name: 'email', value: person.email ? <a href={`mailto:${person.email}`}>{person.email}</a> : null },
                  { name: 'account', value: person.account },
                ])}
              />
            </Card>
            <Card title={t('position')}>
              <FactList
                facts={facts([
                  {
                    name: 'departments',
                    value:
                      person.departments.length > 0 ? (
                        <ul>
                          {person.departments.map((one) => (
                            <li key={one.departmentId}>
                              <Link href={`/directory/departments/${one.departmentId}`}>
                                {[...one.path, one.name].join(' / ')}
                              </Link>{' '}
                              {one.main && person.departments.length > 1 ? <Tag>{t('main')}</Tag> : null}
                              {one.head ? <Tag>{t('head')}</Tag> : null}
                            </li>
                          ))}
                        </ul>
                      ) : null,
                  },
                  { name: 'jobTitle', value: person.jobTitle },
                  { name: 'posts', value: person.posts.map((post) => post.name).join(t('comma')) },
                  {
                    name: 'supervisor',
                    value: person.supervisor ? (
                      <Link href={`/directory/people/${person.supervisor.id}`}>{person.supervisor.name}</Link>
                    ) : null,
                  },
                  { name: 'headOf', value: person.headOf.map((one) => one.name).join(t('comma')) },
                  { name: 'deputyOf', value: person.deputyOf.map((one) => one.name).join(t('comma')) },
                ])}
              />
            </Card>
            {record ? (
              <Card title={t('record')}>
                <p className="gj-second">{t('record.hint')}</p>
                <FactList
                  facts={facts([
                    { name: 'staffNumber', value: record.staffNumber },
                    { name: 'staffType', value: t(`staffType.${record.staffType}`) },
                    { name: 'gender', value: record.gender ? t(`gender.${record.gender}`) : null },
                    { name: 'entryDate', value: day(record.entryDate) },
                    { name: 'firstWorkDate', value: day(record.firstWorkDate) },
                    { name: 'probationEnd', value: day(record.probationEnd) },
                    { name: 'contractEnd', value: day(record.contractEnd) },
                    { name: 'workPlace', value: record.workPlace },
                    { name: 'address', value: record.address },
                    { name: 'postHint', value: record.postHint },
                    { name: 'phoneProved', value: record.phoneVerifiedAt ? t('phoneProved.yes') : null },
                    { name: 'leftOn', value: day(record.leftOn) },
                    { name: 'lacks', value: record.lacks.map((part) => t(`lacks.${part}`)).join(t('comma')) },
                  ])}
                />
              </Card>
            ) : null}
            {may.includes('change') ? <PlannedChanges personId={person.id} /> : null}
            {address.has('change') && may.includes('change') ? (
              <PersonSheet key={person.id} person={person} onClose={close} />
            ) : null}
            {address.has('leave') && may.includes('markLeft') ? <LeaveSheet person={person} onClose={close} /> : null}
            {address.has('history') && may.includes('seeHistory') ? (
              <HistorySheet personId={person.id} onClose={close} />
            ) : null}
          </Page>
        );
      }}
    </Loaded>
  );
}
