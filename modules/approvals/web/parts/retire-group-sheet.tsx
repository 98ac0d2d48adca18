import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { type listApproverGroups, retireApproverGroup } from '../../contract/group-operations.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';

/** Retires a group that no published flow names; where one does, it says which. */
export function RetireGroupSheet(props: {
  group: OutputOf<typeof listApproverGroups>['rows'][number];
  onClose: () => void;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const { groupId, revision, name, usedBy } = props.group;
  const { run, running, failure } = useCommand(retireApproverGroup);
  const published = usedBy.filter(({ state }) => state === 'published');
  const retire = async () => {
    if (!(await run({ groupId, revision }))) return;
    props.onClose();
    tell(t('told.groupRetired'));
  };
  return (
    <ActionSheet
      title={`${t('group.retire')} · ${name}`}
      send={t('group.retire')}
      danger
      busy={running}
      ready={published.length === 0}
      failure={failure}
      onSend={() => void retire()}
      onClose={props.onClose}
    >
      {published.length === 0 ? (
        <p>{t('group.retire.hint')}</p>
      ) : (
        <>
          <p>{t('group.retire.used')}</p>
          <ul>
            {published.map(({ kind, title }) => (
              <li key={kind}>{spoken(title)}</li>
            ))}
          </ul>
        </>
      )}
    </ActionSheet>
  );
}
