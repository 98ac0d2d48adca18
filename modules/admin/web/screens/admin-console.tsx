import { useState } from 'react';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Icon } from '#design/icon.tsx';
import { Page } from '#design/page.tsx';
import { SearchInput } from '#design/search-input.tsx';
import { Select } from '#design/select.tsx';
import { Tag } from '#design/tag.tsx';
import { readSettings } from '#kernel/contract/kernel-operations.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useName } from '#kernel/web/language/use-name.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { NavigationEntry } from '#kernel/web/shell/module-web.ts';
import { useEntries, type Worded } from '#kernel/web/shell/navigation.ts';
import { listEmployers } from '#modules/directory/contract/employers.ts';
import { SettingValue } from '../parts/setting-value.tsx';
import { words } from '../words.ts';
import '../admin.css';

/** Where administrators begin: what they manage, and every setting, found by what it is called in either language. */
export function AdminConsole() {
  const t = useWords(words);
  const language = useLanguage();
  const places = useEntries('admin').filter((entry) => entry.path !== '/admin');
  const [typed, setTyped] = useState('');
  const text = typed.trim().toLowerCase();
  // Undefined: what holds for the whole company. An employer's own value goes before that.
  const [employerId, setEmployer] = useState<string>();
  const read = useRead(readSettings, employerId === undefined ? {} : { employerId });
  const employers = useRead(listEmployers, {}).data?.rows ?? [];
  return (
    <Page title={t('console')} width="full">
      {text === '' ? (
        <nav className="admin-places" aria-label={t('console.places')}>
          {places.map((entry) => (
            <PlaceEntry key={entry.path} entry={entry} />
          ))}
        </nav>
      ) : null}
      <Card title={t('console.settings')}>
        <div className="admin-find">
          <SearchInput label={t('console.search')} value={typed} onChange={setTyped} />
          {employers.length > 1 ? (
            <Select
              heard={t('console.for')}
              value={employerId ?? ''}
              choices={[
                { value: '', label: t('console.forAll') },
                ...employers.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(next) => setEmployer(next || undefined)}
            />
          ) : null}
        </div>
        <Loaded read={read} shape="rows">
          {({ values }) => {
            const found = values.filter(
              ({ name, scope, words: called }) =>
                (employerId === undefined || scope === 'employer') &&
                `${name} ${called.zh} ${called.en}`.toLowerCase().includes(text),
            );
            if (found.length === 0) return <Empty icon="search" title={t('console.none', { text: typed })} />;
            return (
              <ul className="admin-settings">
                {found.map((setting) => (
                  <li key={setting.name}>
                    <label htmlFor={setting.name}>
                      {setting.words[language]}{' '}
                      {setting.from === (employerId === undefined ? 'company' : 'employer') ? (
                        <Tag tone="accent">{t('console.changed')}</Tag>
                      ) : null}
                    </label>
                    <SettingValue
                      key={`${employerId} ${JSON.stringify(setting.value)}`}
                      setting={setting}
                      employerId={employerId}
                      label={setting.words[language]}
                    />
                  </li>
                ))}
              </ul>
            );
          }}
        </Loaded>
      </Card>
    </Page>
  );
}

function PlaceEntry({ entry }: { entry: Worded<NavigationEntry> }) {
  const name = useName(entry.words, entry.word);
  return (
    <a href={entry.path}>
      <Icon name={entry.icon} />
      <span>{name}</span>
    </a>
  );
}
