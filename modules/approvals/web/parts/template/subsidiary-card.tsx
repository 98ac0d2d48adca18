import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Select } from '#design/select.tsx';
import { Tag } from '#design/tag.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listEmployers } from '#modules/directory/contract/employers.ts';
import type { ReadTemplate } from '../../screens/template-page.tsx';
import { words } from '../../words.ts';
import { Labelled } from '../labelled.tsx';

/** The employers that say parts of a template themselves, what the group has changed under them, and the way to say some. */
export function SubsidiaryCard({ template }: { template: ReadTemplate }) {
  const t = useWords(words);
  const { kind } = template.head;
  const employers = useRead(listEmployers, {});
  const [chosen, setChosen] = useState<string>();
  const path = (employerId: string) => `/approvals/templates/${kind}/subsidiaries/${employerId}`;
  return (
    <Card title={t('template.tab.subsidiaries')}>
      <p className="gj-second">{t('template.subsidiaries.hint')}</p>
      <ul className="approvals-versions" aria-label={t('template.tab.subsidiaries')}>
        {template.subsidiaries.map((one) => (
          <li key={one.employer.id}>
            <div className="approvals-line">
              <a href={path(one.employer.id)}>{one.employer.name}</a>
              {one.parts.map((part) => (
                <Tag key={part} tone={one.conflicts.includes(part) ? 'warn' : 'neutral'}>
                  {t(`template.override.${part}`)}
                </Tag>
              ))}
              {one.conflicts.length > 0 ? <span>{t('template.conflicts')}</span> : null}
              {one.hasDraft ? <Tag tone="warn">{t('template.hasDraft')}</Tag> : null}
            </div>
          </li>
        ))}
      </ul>
      {template.may.includes('override') ? (
        <Loaded read={employers} shape="rows" count={1}>
          {({ rows }) => (
            <div className="gj-form">
              <Labelled label={t('template.subsidiary')} required={false}>
                {(named) => (
                  <Select
                    {...named}
                    searchable
                    {...(chosen && { value: chosen })}
                    choices={rows.map((row) => ({ value: row.id, label: row.name }))}
                    onChange={setChosen}
                  />
                )}
              </Labelled>
              {chosen ? <Button href={path(chosen)}>{t('template.subsidiary.open')}</Button> : null}
            </div>
          )}
        </Loaded>
      ) : null}
    </Card>
  );
}
