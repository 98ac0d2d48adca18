import { FactList } from '#design/fact-list.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { readDepartment } from '#modules/directory/contract/departments.ts';
import { listEmployers } from '#modules/directory/contract/employers.ts';
import { listOffers } from '../../contract/applications.ts';
import type { Definition, Grant } from '../../contract/definition.ts';
import { words } from '../words.ts';

/** What an application is, in full: a second person agrees to all of it. */
export function DefinitionFacts({ definition: is }: { definition: Definition }) {
  const t = useWords(words);
  const language = useLanguage();
  const offers = useRead(listOffers, {}).data;
  const sentence = (name: string) => offers?.permissions.find((one) => one.name === name)?.sentence[language] ?? name;
  const kind = (name: string) => offers?.kinds.find((one) => one.name === name)?.summary[language] ?? name;
  const lines = (all: readonly string[], none: string) => (all.length === 0 ? none : all.join('、'));
  return (
    <FactList
      facts={[
        { name: t('purpose'), value: is.purpose },
        {
          name: t('permissions'),
          value:
            is.permissions.length === 0 ? (
              t('nothing')
            ) : (
              <ul className="integrations-lines">
                {is.permissions.map((grant) => (
                  <li key={grant.permission}>
                    {sentence(grant.permission)} · <Reach grant={grant} />
                  </li>
                ))}
              </ul>
            ),
        },
        {
          name: t('kinds'),
          value:
            is.kinds.length === 0 ? (
              t('nothing')
            ) : (
              <ul className="integrations-lines">
                {is.kinds.map((name) => (
                  <li key={name}>{kind(name)}</li>
                ))}
              </ul>
            ),
        },
        { name: t('networks'), value: lines(is.networks, t('anywhere')) },
        { name: t('perMinute'), value: is.perMinute },
        { name: t('webhook'), value: is.webhook?.address ?? t('nothing') },
        ...(is.webhook && is.webhook.networks.length > 0
          ? [{ name: t('webhook.networks'), value: is.webhook.networks.join('、') }]
          : []),
        ...(is.scimDepartmentId
          ? [{ name: t('scimDepartment'), value: <DepartmentName departmentId={is.scimDepartmentId} /> }]
          : []),
      ]}
    />
  );
}

function Reach({ grant: { reach, ids } }: { grant: Grant }) {
  const t = useWords(words);
  const employers = useRead(listEmployers, {}, { when: reach === 'employer' }).data?.rows;
  if (reach === 'company') return t('reach.company');
  return ids.map((id, index) => (
    <span key={id}>
      {index === 0 ? '' : '、'}
      {reach === 'employer' ? (
        (employers?.find((one) => one.id === id)?.name ?? '…')
      ) : (
        <DepartmentName departmentId={id} />
      )}
    </span>
  ));
}

function DepartmentName({ departmentId }: { departmentId: string }) {
  return useRead(readDepartment, { departmentId }).data?.name ?? '…';
}
