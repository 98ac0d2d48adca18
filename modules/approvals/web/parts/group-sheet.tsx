import { Input } from '#design/input.tsx';
import { Select } from '#design/select.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { changeApproverGroup, createApproverGroup, type listApproverGroups } from '../../contract/group-operations.ts';
import { useDraft } from '../use-draft.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';

/** Makes an approver group, or changes its name and members. */
export function GroupSheet(props: {
  group?: OutputOf<typeof listApproverGroups>['rows'][number];
  employers: readonly { readonly id: string; readonly name: string }[];
  everywhere: boolean;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { group, employers, everywhere } = props;
  const create = useCommand(createApproverGroup);
  const change = useCommand(changeApproverGroup);
  const draft = useDraft(`approvals.group.${group ? `${group.groupId} ${group.revision}` : 'new'}`, {
    name: group?.name ?? '',
    members: (group?.members ?? []).map(({ id }) => id) as readonly string[],
    employerId: everywhere ? '' : (employers[0]?.id ?? ''),
  });
  const name = draft.values.name.trim();
  const { members, employerId } = draft.values;
  const memberIds = [...members];
  const send = async () => {
    const done = group
      ? await change.run({ groupId: group.groupId, revision: group.revision, name, memberIds })
      : await create.run({ employerId: employerId || null, name, memberIds });
    if (!done) return;
    draft.forget();
    props.onClose();
    tell(t('told.groupSaved'));
  };
  return (
    <ActionSheet
      title={t(group ? 'group.change' : 'group.new')}
      send={t('group.save')}
      busy={create.running || change.running}
      ready={name !== '' && memberIds.length > 0}
      failure={create.failure ?? change.failure}
      onSend={() => void send()}
      onClose={props.onClose}
    >
      <p className="gj-second">{t(group ? 'group.change.hint' : 'group.hint')}</p>
      <Labelled label={t('group.name')}>
        {(named) => (
          <Input {...named} value={draft.values.name} most={60} onChange={(next) => draft.set({ name: next ?? '' })} />
        )}
      </Labelled>
      {!group && (everywhere || employers.length > 1) ? (
        <Labelled label={t('group.employer')}>
          {(named) => (
            <Select
              {...named}
              value={employerId}
              choices={[
                ...(everywhere ? [{ value: '', label: t('group.everywhere') }] : []),
                ...employers.map((one) => ({ value: one.id, label: one.name })),
              ]}
              onChange={(next) => draft.set({ employerId: next ?? '' })}
            />
          )}
        </Labelled>
      ) : null}
      <Labelled label={t('group.members')} hint={t('group.members.hint')}>
        {(named) => (
          <Part
            of={personPicker}
            {...named}
            most={100}
            value={members}
            onChange={(next) => draft.set({ members: next ?? [] })}
          />
        )}
      </Labelled>
    </ActionSheet>
  );
}
