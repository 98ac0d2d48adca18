import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Page } from '#design/page.tsx';
import { Question } from '#design/question.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { listAssignments, revokeRole } from '../../contract/assignments.ts';
import { changeRole, listRoles, readRole, removeRole } from '../../contract/roles.ts';
import { GiveRole } from '../parts/give-role.tsx';
import { GrantPreview } from '../parts/grant-preview.tsx';
import { GrantsEditor } from '../parts/grants-editor.tsx';
import { RoleNameFields } from '../parts/role-name-fields.tsx';
import { words } from '../words.ts';
import '../access.css';

type Role = OutputOf<typeof readRole>;
type Assignment = OutputOf<typeof listAssignments>['rows'][number];

/** One role: what it may do, who has it, giving it and taking it back. */
export function RolePage({ params }: ScreenProps) {
  const t = useWords(words);
  const language = useLanguage();
  const roleId = params.roleId ?? '';
  const read = useRead(readRole, { roleId });
  return (
    <Page
      title={read.data?.name[language] ?? t('roles.title')}
      lead={read.data?.builtIn ? t('role.builtIn') : null}
      tools={read.data?.may.includes('remove') ? <Remove role={read.data} /> : null}
    >
      <Loaded read={read} shape="page">
        {(role) => (
          <>
            {role.holding === 'assigned' ? (
              <Card title={t('role.holders')}>
                <Holders role={role} />
              </Card>
            ) : (
              <p className="gj-second">{t(role.holding === 'everybody' ? 'role.everybodyFollows' : 'role.follows')}</p>
            )}
            {role.may.includes('assign') ? (
              <Card title={t('role.give')}>
                <GiveRole roleId={role.id} />
              </Card>
            ) : null}
            <Permissions key={role.revision} role={role} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Permissions({ role }: { role: Role }) {
  const t = useWords(words);
  const all = useRead(listRoles, {});
  const change = useCommand(changeRole);
  const [grants, setGrants] = useState(role.permissions);
  const [name, setName] = useState(role.name);
  const [reason, setReason] = useState('');
  const changed =
    grants.length !== role.permissions.length ||
    grants.some((grant) =>
      role.permissions.every((one) => one.permission !== grant.permission || one.reach !== grant.reach),
    );
  const mayChange = role.may.includes('change');
  const renames = role.may.includes('rename');
  const save = async () => {
    const renamed = name.zh !== role.name.zh || name.en !== role.name.en;
    const done = await change.run({
      roleId: role.id,
      revision: role.revision,
      permissions: grants,
      ...(reason.trim() ? { reason: reason.trim() } : {}),
      ...(renamed ? { name } : {}),
    });
    if (done) tell(t(done.proposalId ? 'grants.proposed' : 'role.saved'));
  };
  return (
    <form
      className="gj-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {renames ? (
        <RoleNameFields
          name={name}
          onChange={setName}
          onBlur={() => undefined}
          problems={{ zh: undefined, en: undefined }}
        />
      ) : null}
      <Card title={t('role.permissions')}>
        <Loaded read={all} shape="rows">
          {({ permissions }) => (
            <GrantsEditor permissions={permissions} grants={grants} {...(mayChange ? { onChange: setGrants } : {})} />
          )}
        </Loaded>
      </Card>
      {mayChange && changed ? (
        <GrantPreview
          change={{ kind: 'change', roleId: role.id, permissions: grants }}
          reason={reason}
          onReason={setReason}
        />
      ) : null}
      {change.failure ? <FailureNote failure={change.failure} kept /> : null}
      {mayChange ? (
        <div className="gj-actions">
          <Button type="submit" kind="primary" busy={change.running}>
            {t('role.save')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}

function Remove({ role }: { role: Role }) {
  const t = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const [asked, setAsked] = useState(false);
  const remove = useCommand(removeRole);
  const run = async () => {
    const done = await remove.run({ roleId: role.id, revision: role.revision });
    setAsked(false);
    if (!done) return;
    tell(t('role.removed'));
    go('/roles', { replace: true });
  };
  return (
    <>
      <Button kind="danger" icon="trash" onPress={() => setAsked(true)}>
        {t('role.remove')}
      </Button>
      {remove.failure ? <FailureNote failure={remove.failure} /> : null}
      <Question
        open={asked}
        title={t('role.removeAsk', { name: role.name[language] })}
        yes={t('role.remove')}
        no={t('cancel')}
        danger
        busy={remove.running}
        onYes={() => void run()}
        onNo={() => setAsked(false)}
      />
    </>
  );
}

function Holders({ role }: { role: Role }) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const list = useReadPages(listAssignments, { roleId: role.id });
  const revoke = useCommand(revokeRole);
  const [asked, setAsked] = useState<Assignment>();
  const [reason, setReason] = useState('');
  const nameOf = (row: Assignment) => row.person?.name ?? row.post?.name ?? '';
  const scopeOf = (row: Assignment) => {
    const named = [...row.departments, ...row.employers].map((one) => one.name);
    return named.length > 0 ? named.join(language === 'zh' ? '、' : ', ') : t(`role.scope.${row.scope}`);
  };
  const run = async (row: Assignment) => {
    const done = await revoke.run({ assignmentId: row.id, ...(reason.trim() ? { reason: reason.trim() } : {}) });
    setAsked(undefined);
    setReason('');
    if (done) tell(t(done.proposalId ? 'grants.proposed' : 'role.takenBack'));
  };
  return (
    <>
      {list.failure ? <FailureNote failure={list.failure} onRetry={list.readAgain} /> : null}
      {revoke.failure ? <FailureNote failure={revoke.failure} /> : null}
      {list.rows?.length === 0 ? <p className="gj-second">{t('role.noHolders')}</p> : null}
      <ul className="access-grants">
        {(list.rows ?? []).map((row) => (
          <li key={row.id}>
            <div>
              <div>
                {nameOf(row)}{' '}
                {row.until ? <Tag tone="warn">{t('role.untilDay', { day: format.exact(row.until) })}</Tag> : null}
              </div>
              <div className="gj-second">
                {[scopeOf(row), row.givenBy ? t('role.by', { name: row.givenBy.name }) : '', format.exact(row.givenAt)]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            </div>
            <span>
              {row.may.includes('revoke') ? <Button onPress={() => setAsked(row)}>{t('role.takeBack')}</Button> : null}
            </span>
          </li>
        ))}
      </ul>
      <MoreRows of={list} />
      <Question
        open={asked !== undefined}
        title={asked ? t('role.takeBackAsk', { name: nameOf(asked), role: role.name[language] }) : ''}
        yes={t('role.takeBack')}
        no={t('cancel')}
        danger
        busy={revoke.running}
        onYes={() => asked && void run(asked)}
        onNo={() => setAsked(undefined)}
      >
        {t('role.takeBackBody')}
        {asked ? (
          <GrantPreview change={{ kind: 'takeBack', assignmentId: asked.id }} reason={reason} onReason={setReason} />
        ) : null}
      </Question>
    </>
  );
}
