import { useLocation } from 'wouter';
import { Card } from '#design/card.tsx';
import { Page } from '#design/page.tsx';
import { tell } from '#design/toast.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { createRole, listRoles } from '../../contract/roles.ts';
import { GrantsEditor } from '../parts/grants-editor.tsx';
import { RoleNameFields } from '../parts/role-name-fields.tsx';
import { words } from '../words.ts';
import '../access.css';

/** A role of the company's own. */
export function NewRole() {
  const t = useWords(words);
  const [, go] = useLocation();
  const read = useRead(listRoles, {});
  const form = useForm(createRole, {
    draft: 'access.newRole',
    initial: { name: { zh: '', en: '' }, permissions: [] },
    onDone: ({ roleId, proposalId }) => {
      tell(t(proposalId ? 'grants.proposed' : 'role.created'));
      go(`/roles/${roleId}`, { replace: true });
    },
  });
  return (
    <Page title={t('roles.new')}>
      <Form form={form} send={t('role.create')}>
        <RoleNameFields
          name={form.values.name ?? { zh: '', en: '' }}
          onChange={(name) => form.set('name', name)}
          onBlur={() => form.touch('name')}
          problems={{ zh: form.problemAt('name.zh'), en: form.problemAt('name.en') }}
        />
        <Card title={t('role.permissions')}>
          <Loaded read={read} shape="rows">
            {({ permissions }) => (
              <GrantsEditor
                permissions={permissions}
                grants={form.values.permissions ?? []}
                onChange={(next) => form.set('permissions', next)}
              />
            )}
          </Loaded>
        </Card>
      </Form>
    </Page>
  );
}
