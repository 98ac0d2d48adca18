import { FieldFrame } from '#design/field-frame.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listEmployers } from '#modules/directory/contract/employers.ts';
import { listPosts } from '#modules/directory/contract/posts.ts';
import { listKinds } from '#modules/groups/contract/operations.ts';
import type { Scope } from '../../contract/rule.ts';
import { words } from '../words.ts';

/** Where and for whom a rule holds; a list that is left empty is no limit. */
export function ScopeEditor({ scope, onChange }: { scope: Scope; onChange: (scope: Scope) => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const employers = useRead(listEmployers, {});
  const posts = useRead(listPosts, {});
  const kinds = useRead(listKinds, {});
  const change = (part: Partial<Scope>) => onChange({ ...scope, ...part });
  const several = (
    name: 'groupKinds' | 'employerIds' | 'postIds',
    choices: readonly { value: string; label: string }[],
  ) => (
    <FieldFrame id={`scope-${name}`} label={t(`scope.${name}`)} required={false}>
      <MultiSelect
        id={`scope-${name}`}
        value={scope[name]}
        placeholder={t('scope.any')}
        onChange={(next) => change({ [name]: [...(next ?? [])] })}
        choices={choices}
      />
    </FieldFrame>
  );
  return (
    <>
      <FieldFrame id="scope-places" label={t('scope.places')} group>
        <RadioGroup
          label={t('scope.places')}
          value={scope.places}
          onChange={(next) => next && change({ places: next })}
          choices={(['everywhere', 'groups', 'direct'] as const).map((value) => ({
            value,
            label: t(`places.${value}`),
          }))}
        />
      </FieldFrame>
      <div className="content-fields">
        {scope.places === 'direct'
          ? null
          : several(
              'groupKinds',
              (kinds.data?.rows ?? []).map((row) => ({ value: row.code, label: row.kind.title[language] })),
            )}
        {several(
          'employerIds',
          (employers.data?.rows ?? []).map((row) => ({ value: row.id, label: row.name })),
        )}
        {several(
          'postIds',
          (posts.data?.rows ?? []).map((row) => ({ value: row.id, label: row.name })),
        )}
      </div>
    </>
  );
}
