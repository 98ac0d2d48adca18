import { useId, useState } from 'react';
import { DatePicker } from '#design/date-picker.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/use-command.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { useWords } from '#kernel/web/use-words.ts';
import * as contract from '../../contract/operations.ts';
import { words } from '../words.ts';
import { AskSheet } from './ask-sheet.tsx';
import { instantOf } from './instant-of.ts';

export type SheetKind = 'transfer' | 'add' | 'return' | 'copy' | 'reminded' | 'withdraw';

interface Asked {
  readonly requestId: string;
  readonly revision: number;
  /** The reader's own task; for a recorded reminder the tasks that are open. */
  readonly slotIds: readonly string[];
  readonly onClose: () => void;
}

/** The sheet that stands in the address as `?sheet=transfer`. */
export function RequestSheet({ kind, ...asked }: Asked & { kind: SheetKind }) {
  switch (kind) {
    case 'transfer':
      return <TransferSheet {...asked} />;
    case 'add':
      return <AddSheet {...asked} />;
    case 'return':
      return <ReturnSheet {...asked} />;
    case 'copy':
      return <CopySheet {...asked} />;
    case 'reminded':
      return <RemindedSheet {...asked} />;
    case 'withdraw':
      return <WithdrawSheet {...asked} />;
  }
}

function TransferSheet({ requestId, slotIds, onClose }: Asked) {
  const t = useWords(words);
  const transfer = useCommand(contract.transfer);
  return (
    <AskSheet
      title={t('transfer')}
      send={t('transfer')}
      people={{ label: t('transfer.to'), most: 1 }}
      text={{ label: t('reason'), required: false }}
      running={transfer.running}
      failure={transfer.failure}
      onClose={onClose}
      onSend={async ({ people: [to = ''], text }) => {
        const done = await transfer.run({ requestId, slotId: slotIds[0] ?? '', to, ...(text && { reason: text }) });
        if (done) onClose();
      }}
    />
  );
}

function AddSheet({ requestId, slotIds, onClose }: Asked) {
  const t = useWords(words);
  const [place, setPlace] = useState<'before' | 'alongside' | 'after'>('before');
  const add = useCommand(contract.addApprover);
  return (
    <AskSheet
      title={t('add')}
      send={t('add')}
      people={{ label: t('add.whom') }}
      text={{ label: t('reason'), required: false }}
      more={
        <RadioGroup
          label={t('add.place')}
          value={place}
          onChange={(value) => setPlace(value ?? 'before')}
          choices={(['before', 'alongside', 'after'] as const).map((value) => ({ value, label: t(`place.${value}`) }))}
        />
      }
      running={add.running}
      failure={add.failure}
      onClose={onClose}
      onSend={async ({ people, text }) => {
        const slotId = slotIds[0] ?? '';
        const done = await add.run({ requestId, slotId, place, people: [...people], ...(text && { reason: text }) });
        if (done) onClose();
      }}
    />
  );
}

function ReturnSheet({ requestId, revision, slotIds, onClose }: Asked) {
  const t = useWords(words);
  const giveBack = useCommand(contract.returnRequest);
  return (
    <AskSheet
      title={t('return')}
      send={t('return')}
      text={{ label: t('return.why'), required: true }}
      running={giveBack.running}
      failure={giveBack.failure}
      onClose={onClose}
      onSend={async ({ text }) => {
        const to = { kind: 'applicant' as const };
        const done = await giveBack.run({ requestId, revision, slotId: slotIds[0] ?? '', to, opinion: { text } });
        if (done) onClose();
      }}
    />
  );
}

function CopySheet({ requestId, onClose }: Asked) {
  const t = useWords(words);
  const copy = useCommand(contract.copyRequest);
  return (
    <AskSheet
      title={t('copy')}
      send={t('copy')}
      people={{ label: t('copy.whom') }}
      running={copy.running}
      failure={copy.failure}
      onClose={onClose}
      onSend={async ({ people }) => {
        if (await copy.run({ requestId, people: [...people] })) onClose();
      }}
    />
  );
}

/** 电话或当面提醒: when and how; who was reminded confirms or disputes it. */
function RemindedSheet({ requestId, slotIds, onClose }: Asked) {
  const t = useWords(words);
  const id = useId();
  const { zone } = useFormat();
  const [channel, setChannel] = useState<'phone' | 'inPerson'>('phone');
  const [at, setAt] = useState<string>();
  const urge = useCommand(contract.urge);
  return (
    <AskSheet
      title={t('reminded')}
      send={t('reminded.record')}
      text={{ label: t('reminded.said'), required: false }}
      more={
        <>
          <RadioGroup
            label={t('reminded.how')}
            value={channel}
            onChange={(value) => setChannel(value ?? 'phone')}
            choices={(['phone', 'inPerson'] as const).map((value) => ({ value, label: t(`outcome.${value}`) }))}
          />
          <FieldFrame id={id} label={t('reminded.when')} required hint={t('reminded.hint')}>
            <DatePicker id={id} unit="minute" value={at} onChange={setAt} />
          </FieldFrame>
        </>
      }
      running={urge.running}
      failure={urge.failure}
      onClose={onClose}
      onSend={async ({ text }) => {
        const happenedAt = at === undefined ? undefined : instantOf(at, zone);
        const done = await urge.run({
          requestId,
          channel,
          slotIds: [...slotIds],
          ...(happenedAt && { happenedAt }),
          ...(text && { text }),
        });
        if (!done) return;
        tell(t('reminded.done'));
        onClose();
      }}
    />
  );
}

function WithdrawSheet({ requestId, onClose }: Asked) {
  const t = useWords(words);
  const withdraw = useCommand(contract.withdrawRequest);
  return (
    <AskSheet
      title={t('withdraw.title')}
      send={t('withdraw')}
      danger
      text={{ label: t('reason'), required: false }}
      running={withdraw.running}
      failure={withdraw.failure}
      onClose={onClose}
      onSend={async ({ text }) => {
        if (await withdraw.run({ requestId, ...(text && { reason: text }) })) onClose();
      }}
    />
  );
}
