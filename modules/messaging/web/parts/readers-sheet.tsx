import { Button } from '#design/button.tsx';
import { Sheet } from '#design/sheet.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listReaders } from '../../contract/messages.ts';
import { remindUnread } from '../../contract/reminders.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';
import { PersonLine } from './person-line.tsx';

/** Who has read one's own message, and who hasn't. */
export function ReadersSheet(props: { conversationId: string; seq: number; onClose: () => void }) {
  const t = useWords(words);
  return (
    <Sheet title={t('readers')} onClose={props.onClose} foot={<RemindButton {...props} />}>
      <ReadersList conversationId={props.conversationId} seq={props.seq} />
    </Sheet>
  );
}

/** Tells those who haven't read it once more; the server keeps the distance between two reminders. */
function RemindButton({ conversationId, seq }: { conversationId: string; seq: number }) {
  const t = useWords(words);
  const read = useRead(listReaders, { conversationId, seq });
  const remind = useCommand(remindUnread);
  if (!read.data || read.data.unreadIds.length === 0) return null;
  return (
    <>
      {remind.failure ? <FailureNote failure={remind.failure} /> : null}
      <Button
        kind="primary"
        icon="notifications"
        busy={remind.running}
        onPress={async () => {
          const told = await remind.run({ conversationId, seq });
          if (told) tell(t('remind.done', { count: told.personIds.length }));
        }}
      >
        {t('remind')}
      </Button>
    </>
  );
}

/** The two lists of names. */
export function ReadersList(props: { conversationId: string; seq: number }) {
  const t = useWords(words);
  const read = useRead(listReaders, { conversationId: props.conversationId, seq: props.seq });
  const { readIds = [], unreadIds = [] } = read.data ?? {};
  const faceOf = usePeople([...unreadIds, ...readIds]);
  return (
    <Loaded read={read} shape="rows">
      {() =>
        (
          [
            ['readers.unread', unreadIds],
            ['readers.read', readIds],
          ] as const
        ).map(([word, personIds]) => (
          <section key={word}>
            <h3>{t(word, { count: personIds.length })}</h3>
            {personIds.length === 0 ? <p className="gj-second">{t('nobody')}</p> : null}
            <ul>
              {personIds.map((personId) => (
                <li key={personId}>
                  <PersonLine face={faceOf(personId)} />
                </li>
              ))}
            </ul>
          </section>
        ))
      }
    </Loaded>
  );
}
