import { useLocation, useSearch } from 'wouter';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import { Tabs } from '#design/tabs.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { explainPermission } from '../../contract/assignments.ts';
import { listRoles } from '../../contract/roles.ts';
import { WhySeen } from '../parts/why-seen.tsx';
import { words } from '../words.ts';
import '../access.css';

/**
 * Why somebody may do something: each way by which a permission reaches them; or why they see one thing. Who and which permission
 * stand in the address.
 */
export function WhyPermitted() {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const [, go] = useLocation();
  const address = new URLSearchParams(useSearch());
  const personId = address.get('person') ?? undefined;
  const permission = address.get('permission') ?? undefined;
  const about = address.get('about') === 'thing' ? 'thing' : 'permission';
  const roles = useRead(listRoles, {});
  const permissions = roles.data?.permissions ?? [];
  const asked = personId !== undefined && permission !== undefined;
  const read = useRead(explainPermission, { personId: personId ?? '', permission: permission ?? '' }, { when: asked });
  const show = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(address);
    if (value) next.set(name, value);
    else next.delete(name);
    go(`/roles/why?${next}`, { replace: true });
  };
  return (
    <Page title={t('why.title')}>
      <FieldFrame id="why-person" label={t('why.person')}>
        <Part
          of={personPicker}
          id="why-person"
          most={1}
          value={personId ? [personId] : []}
          onChange={(next) => show('person', next?.[0])}
        />
      </FieldFrame>
      <Tabs
        label={t('why.title')}
        current={about}
        tabs={[
          { key: 'permission', title: t('why.permission') },
          { key: 'thing', title: t('why.ofThing') },
        ]}
        onChange={(next) => show('about', next === 'thing' ? next : undefined)}
      />
      {about === 'thing' ? (
        personId === undefined ? (
          <p className="gj-second">{t('why.chooseThing')}</p>
        ) : (
          <WhySeen key={personId} personId={personId} />
        )
      ) : (
        <>
          <FieldFrame id="why-permission" label={t('why.permission')}>
            <Select
              from={roles}
              id="why-permission"
              value={permission}
              searchable
              choices={permissions.map((one) => ({
                value: one.name,
                label: one.sentence[language],
                search: `${one.name} ${one.module[language]}`,
              }))}
              onChange={(value) => show('permission', value)}
            />
          </FieldFrame>
          {asked ? (
            <Loaded read={read} shape="text">
              {({ person, because }) =>
                because.length === 0 ? (
                  <Note tone="accent" title={t('why.none', { name: person.name })} />
                ) : (
                  because.map((way) => {
                    const named = [...way.departments, ...way.employers].map((one) => one.name);
                    const where =
                      named.length > 0 ? named.join(language === 'zh' ? '、' : ', ') : t(`reach.${way.reach}`);
                    return (
                      <Card key={`${way.role.id} ${way.assignmentId}`} title={way.role.name[language]}>
                        <FactList
                          facts={[
                            {
                              name: t(`why.${way.kind}`),
                              value: way.post ? (
                                t('why.post', { post: way.post.name })
                              ) : (
                                <a href={`/roles/${way.role.id}`}>{way.role.name[language]}</a>
                              ),
                            },
                            { name: t('role.scope'), value: where },
                            ...(way.givenBy ? [{ name: t('role.give'), value: way.givenBy.name }] : []),
                            ...(way.until ? [{ name: t('role.until'), value: format.exact(way.until) }] : []),
                          ]}
                        />
                      </Card>
                    );
                  })
                )
              }
            </Loaded>
          ) : (
            <p className="gj-second">{t('why.choose')}</p>
          )}
        </>
      )}
    </Page>
  );
}
