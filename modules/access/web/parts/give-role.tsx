import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { MultiSelect } from '#design/multi-select.tsx';
import { Select } from '#design/select.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { listEmployers } from '#modules/directory/contract/employers.ts';
import { departmentPicker, personPicker } from '#modules/directory/contract/parts.ts';
import { assignRole } from '../../contract/assignments.ts';
import type { Scope } from '../../contract/shapes.ts';
import { endOfDay } from '../end-of-day.ts';
import { words } from '../words.ts';
import { GrantPreview } from './grant-preview.tsx';

/** Gives a role to a person, within a scope and until a day. */
export function GiveRole({ roleId }: { roleId: string }) {
  const t = useWords(words);
  const { employer } = useViewer();
  const [people, setPeople] = useState<readonly string[]>([]);
  const [kind, setKind] = useState<Scope['kind']>('role');
  const [ids, setIds] = useState<readonly string[]>([]);
  const [until, setUntil] = useState<string>();
  const give = useCommand(assignRole);
  const from = useRead(listEmployers, {});
  const employers = (from.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const listed = kind === 'departments' || kind === 'employers';
  const [personId] = people;
  const ready = personId !== undefined && (!listed || ids.length > 0);
  const [reason, setReason] = useState('');
  const scope: Scope =
    kind === 'departments'
      ? { kind, departmentIds: [...ids] }
      : kind === 'employers'
        ? { kind, employerIds: [...ids] }
        : { kind };
  const send = async () => {
    if (personId === undefined) return;
    const given = await give.run({
      roleId,
      to: { kind: 'person', personId },
      scope,
      ...(reason.trim() ? { reason: reason.trim() } : {}),
      ...(until ? { until: endOfDay(until, employer.zone) } : {}),
    });
    if (!given) return;
    tell(t(given.proposalId ? 'grants.proposed' : 'role.given'));
    setReason('');
    setPeople([]);
    setUntil(undefined);
  };
  return (
    <form
      className="gj-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <FieldFrame id="give-person" label={t('role.person')}>
        <Part of={personPicker} id="give-person" most={1} value={people} onChange={(next) => setPeople(next ?? [])} />
      </FieldFrame>
      <FieldFrame id="give-scope" label={t('role.scope')}>
        <Select
          id="give-scope"
          value={kind}
          choices={(['role', 'departments', 'employers', 'company'] as const).map((value) => ({
            value,
            label: t(`role.scope.${value}`),
          }))}
          onChange={(value) => {
            setKind(value ?? 'role');
            setIds([]);
          }}
        />
      </FieldFrame>
      {listed ? (
        <FieldFrame id="give-ids" label={t(`role.scope.${kind}`)}>
          {kind === 'departments' ? (
            <Part of={departmentPicker} id="give-ids" value={ids} onChange={(next) => setIds(next ?? [])} />
          ) : (
            <MultiSelect
              id="give-ids"
              value={ids}
              from={from}
              choices={employers}
              onChange={(next) => setIds(next ?? [])}
            />
          )}
        </FieldFrame>
      ) : null}
      <FieldFrame id="give-until" label={t('role.until')} required={false} hint={t('role.untilHint')}>
        <DatePicker id="give-until" value={until} onChange={setUntil} />
      </FieldFrame>
      {ready ? (
        <GrantPreview
          change={{ kind: 'give', roleId, to: { kind: 'person', personId }, scope }}
          reason={reason}
          onReason={setReason}
        />
      ) : null}
      {give.failure ? <FailureNote failure={give.failure} kept /> : null}
      <div className="gj-actions">
        <Button type="submit" kind="primary" icon="plus" busy={give.running} disabled={!ready}>
          {t('role.give')}
        </Button>
      </div>
    </form>
  );
}
