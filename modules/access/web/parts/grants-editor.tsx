import { Select } from '#design/select.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { listRoles } from '../../contract/roles.ts';
import type { PermissionGrant } from '../../contract/shapes.ts';
import { words } from '../words.ts';

type Permissions = OutputOf<typeof listRoles>['permissions'];
const none = 'none';

/** Every permission with its reach in a role; without `onChange` only to read, and only what the role has. */
export function GrantsEditor(props: {
  permissions: Permissions;
  grants: readonly PermissionGrant[];
  onChange?: (grants: PermissionGrant[]) => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const { grants, onChange } = props;
  const reachOf = new Map(grants.map((grant) => [grant.permission, grant.reach]));
  const shown = onChange ? props.permissions : props.permissions.filter(({ name }) => reachOf.has(name));
  const modules = [...new Set(shown.map((permission) => permission.module[language]))];
  return modules.map((module) => (
    <section key={module}>
      <h3>{module}</h3>
      <ul className="access-grants">
        {shown
          .filter((permission) => permission.module[language] === module)
          .map((permission) => {
            const id = `grant-${permission.name}`;
            const reach = reachOf.get(permission.name);
            return (
              <li key={permission.name}>
                <label htmlFor={id}>
                  {permission.sentence[language]}
                  {permission.important ? <span className="access-important"> · {t('roles.important')}</span> : null}
                </label>
                <span>
                  {onChange ? (
                    <Select
                      id={id}
                      value={reach ?? none}
                      choices={[
                        { value: none, label: t('reach.noneLong') },
                        ...permission.reaches.map((kind) => ({ value: kind, label: t(`reach.${kind}`) })),
                      ]}
                      onChange={(value) => {
                        const others = grants.filter((grant) => grant.permission !== permission.name);
                        const chosen = permission.reaches.find((kind) => kind === value);
                        onChange(chosen ? [...others, { permission: permission.name, reach: chosen }] : others);
                      }}
                    />
                  ) : (
                    t(`reach.${reach ?? 'none'}`)
                  )}
                </span>
              </li>
            );
          })}
      </ul>
    </section>
  ));
}
