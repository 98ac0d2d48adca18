import { Button } from '#design/button.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { exportRoles, listRoles } from '../../contract/roles.ts';
import { words } from '../words.ts';
import '../access.css';

type Answer = OutputOf<typeof listRoles>;

/** Permissions against roles, with the reach where they meet; a list of roles on phones. */
export function RoleMatrix() {
  const t = useWords(words);
  const language = useLanguage();
  const phone = useIsPhone();
  const read = useRead(listRoles, {});
  return (
    <Page
      title={t('roles.title')}
      lead={phone ? null : t('roles.lead')}
      width="full"
      tools={
        <>
          {read.data?.may.includes('manage') ? (
            <Button kind="primary" icon="plus" href="/roles/new" label={t('roles.new')}>
              {phone ? null : t('roles.new')}
            </Button>
          ) : null}
          <Button icon="download" href={fileUrl(exportRoles, { language })} label={t('roles.export')}>
            {phone ? null : t('roles.export')}
          </Button>
          <Button icon="lock" href="/roles/separation" label={t('separation.title')}>
            {phone ? null : t('separation.title')}
          </Button>
          <Button icon="info" href="/roles/why" label={t('roles.why')}>
            {phone ? null : t('roles.why')}
          </Button>
        </>
      }
    >
      <Loaded read={read} shape="rows">
        {(answer) => (phone ? <Roles answer={answer} /> : <Matrix answer={answer} />)}
      </Loaded>
    </Page>
  );
}

function useHolders() {
  const t = useWords(words);
  return (role: Answer['roles'][number]) =>
    role.holding === 'everybody'
      ? t('roles.everybody')
      : role.holding === 'departmentHead'
        ? t('roles.heads')
        : t('roles.count', { count: role.assignments ?? 0 });
}

function Roles({ answer }: { answer: Answer }) {
  const language = useLanguage();
  const holders = useHolders();
  return (
    <ul className="gj-rows">
      {answer.roles.map((role) => (
        <li key={role.id}>
          <RowLink to={`/roles/${role.id}`}>
            <ListRow title={role.name[language]} line={holders(role)} />
          </RowLink>
        </li>
      ))}
    </ul>
  );
}

function Matrix({ answer }: { answer: Answer }) {
  const t = useWords(words);
  const language = useLanguage();
  const holders = useHolders();
  const modules = [...new Set(answer.permissions.map((permission) => permission.module[language]))];
  const reachOf = new Map(
    answer.roles.map((role) => [role.id, new Map(role.permissions.map((grant) => [grant.permission, grant.reach]))]),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls can be reached by keyboard
    <section className="access-matrix" aria-label={t('roles.title')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('roles.permission')}</th>
            {answer.roles.map((role) => (
              <th scope="col" key={role.id}>
                <a href={`/roles/${role.id}`}>{role.name[language]}</a>
                <div className="gj-faint">{holders(role)}</div>
              </th>
            ))}
          </tr>
        </thead>
        {modules.map((module) => (
          <tbody key={module}>
            <tr className="access-module">
              <th scope="rowgroup" colSpan={answer.roles.length + 1}>
                {module}
              </th>
            </tr>
            {answer.permissions
              .filter((permission) => permission.module[language] === module)
              .map((permission) => (
                <tr key={permission.name}>
                  <th scope="row">
                    {permission.sentence[language]}
                    {permission.important ? <span className="access-important"> · {t('roles.important')}</span> : null}
                  </th>
                  {answer.roles.map((role) => {
                    const reach = reachOf.get(role.id)?.get(permission.name);
                    return (
                      <td key={role.id} className={reach ? undefined : 'gj-faint'}>
                        {t(`reach.${reach ?? 'none'}`)}
                      </td>
                    );
                  })}
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}
