import { Checkbox } from '#design/checkbox.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Note } from '#design/note.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useNow } from '#kernel/web/language/use-now.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { urge } from '../../contract/operations.ts';
import { useDraft } from '../use-draft.ts';
import type { Shown } from '../use-shown.ts';
import { instantOf, wallClock } from '../wall-clock.ts';
import { words } from '../words.ts';
import { ActionSheet } from './action-sheet.tsx';
import { Labelled } from './labelled.tsx';

type Channel = 'app' | 'phone' | 'inPerson';

/** Urges in the app, or records that it was done by phone or in person: whom, and when. */
export function UrgeSheet({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const now = useNow();
  const { requestId } = shown.view;
  const open = shown.underWay.asked.map(({ slot }) => slot);
  const draft = useDraft(`approvals.urge.${requestId}`, {
    channel: 'app' as Channel,
    slotIds: open.length === 1 ? open.map((slot) => slot.slotId) : ([] as readonly string[]),
    at: wallClock(now, format.zone),
    text: '',
  });
  const { channel, at, text } = draft.values;
  const slotIds = draft.values.slotIds.filter((slotId) => open.some((slot) => slot.slotId === slotId));
  const { run, running, failure } = useCommand(urge);
  const isRecord = channel !== 'app';
  const tooSoon = failure?.code === approvalFailures.urgeTooSoon.code ? failure.facts.nextAt : undefined;
  const send = async () => {
    const done = await run({
      requestId,
      channel,
      ...(isRecord ? { slotIds: [...slotIds], happenedAt: instantOf(at, format.zone) } : {}),
      ...(text.trim() === '' ? {} : { text }),
    });
    if (!done) return;
    draft.forget();
    onClose();
    tell(t(isRecord ? 'told.urgeRecorded' : 'told.urge'));
  };
  return (
    <ActionSheet
      title={t('do.urge')}
      send={t(isRecord ? 'urge.record' : 'do.urge')}
      busy={running}
      ready={!isRecord || (slotIds.length > 0 && at !== '')}
      failure={tooSoon === undefined ? failure : undefined}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Labelled label={t('urge.channel')} hint={t(`urge.${channel}.hint`)} group>
        {(named) => (
          <RadioGroup
            {...named}
            value={channel}
            onChange={(next) => draft.set({ channel: next ?? 'app' })}
            choices={(['app', 'phone', 'inPerson'] as const).map((value) => ({ value, label: t(`urge.${value}`) }))}
          />
        )}
      </Labelled>
      {isRecord ? (
        <>
          <Labelled label={t('urge.whom')} group>
            {() => (
              <div className="approvals-checks">
                {open.map((slot) => (
                  <Checkbox
                    key={slot.slotId}
                    value={slotIds.includes(slot.slotId)}
                    onChange={(checked) =>
                      draft.set({
                        slotIds: checked
                          ? [...slotIds, slot.slotId]
                          : slotIds.filter((slotId) => slotId !== slot.slotId),
                      })
                    }
                  >
                    {shown.nameOf(slot.personId)}
                  </Checkbox>
                ))}
              </div>
            )}
          </Labelled>
          <Labelled label={t('urge.when')}>
            {(named) => (
              <DatePicker
                {...named}
                unit="minute"
                value={at}
                most={wallClock(now, format.zone)}
                onChange={(next) => draft.set({ at: next ?? '' })}
              />
            )}
          </Labelled>
        </>
      ) : null}
      <Labelled label={t('urge.text')} required={false}>
        {(named) => (
          <TextArea {...named} value={text} rows={2} most={1000} onChange={(next) => draft.set({ text: next ?? '' })} />
        )}
      </Labelled>
      {tooSoon === undefined ? null : (
        <Note tone="warn" title={t('urge.tooSoon', { time: format.relative(String(tooSoon)) })} live />
      )}
    </ActionSheet>
  );
}
