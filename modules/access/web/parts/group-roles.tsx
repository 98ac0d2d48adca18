import { Button } from '#design/button.tsx';
import { Input } from '#design/input.tsx';
import { Select } from '#design/select.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listRoles } from '../../contract/roles.ts';
import { words } from '../words.ts';

/** A group of the directory server, and the role that its members should have. */
export interface GroupRole {
  readonly dn: string;
  readonly roleId: string;
}

/** Groups and their roles, a line each. */
export function GroupRoles(props: {
  id: string;
  value: readonly GroupRole[];
  onChange: (next: readonly GroupRole[]) => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const roles = useRead(listRoles, {}).data?.roles ?? [];
  const { id, value, onChange } = props;
  const put = (index: number, next: GroupRole) => onChange(value.map((one, at) => (at === index ? next : one)));
  const choices = roles
    .filter(({ holding }) => holding === 'assigned')
    .map((role) => ({ value: role.id, label: role.name[language] }));
  return (
    <div className="access-group-roles">
      {value.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing else that stays while it is typed
        <div key={index}>
          <Input
            id={index === 0 ? id : `${id}-${index}`}
            value={group.dn}
            placeholder="cn=…,ou=groups,dc=…"
            most={500}
            onChange={(dn) => put(index, { ...group, dn: dn ?? '' })}
          />
          <Select
            id={`${id}-role-${index}`}
            // Until the names are there, no number in their place.
            {...(choices.some(({ value: known }) => known === group.roleId) ? { value: group.roleId } : {})}
            choices={choices}
            onChange={(roleId) => put(index, { ...group, roleId: roleId ?? '' })}
          />
          <Button
            kind="quiet"
            icon="trash"
            label={t('outside.groupRemove')}
            onPress={() => onChange(value.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        icon="plus"
        disabled={choices.length === 0}
        onPress={() => onChange([...value, { dn: '', roleId: choices[0]?.value ?? '' }])}
      >
        {t('outside.groupAdd')}
      </Button>
    </div>
  );
}
