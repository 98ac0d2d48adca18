import { Button } from '#design/button.tsx';
import { Icon } from '#design/icon.tsx';
import { Sheet } from '#design/sheet.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { confirmAsked, listAnswers } from '../../contract/answers.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';
import { PersonLine } from './person-line.tsx';

interface OfMessage {
  readonly conversationId: string;
  readonly seq: number;
}

/** Under a message that asks for an answer: until when; for its sender how many are missing, for who is asked the answer. */
export function AskedLine(
  props: OfMessage & { deadline: string; own: boolean; onLook: () => void; onReply: (() => void) | undefined },
) {
  const t = useWords(words);
  const format = useFormat();
  const { conversationId, seq } = props;
  const read = useRead(listAnswers, { conversationId, seq });
  const confirm = useCommand(confirmAsked);
  const { answered = [], waitingIds = [] } = read.data ?? {};
  const waits = !props.own && waitingIds.length > 0;
  return (
    <div className="msg-asked" data-waits={waits || undefined}>
      <span>
        <Icon name="clock" size={14} /> {t('asked.until', { time: format.exact(props.deadline) })}
      </span>
      {props.own && read.data ? (
        <button type="button" className="msg-link" onClick={props.onLook}>
          {waitingIds.length === 0
            ? t('asked.all', { count: answered.length })
            : t('asked.some', { answered: answered.length, missing: waitingIds.length })}
        </button>
      ) : null}
      {waits ? (
        <span className="gj-actions">
          <Button
            kind="primary"
            icon="check"
            busy={confirm.running}
            onPress={() => void confirm.run({ conversationId, seq })}
          >
            {t('asked.confirm')}
          </Button>
          {props.onReply ? (
            <Button icon="reply" onPress={props.onReply}>
              {t('reply')}
            </Button>
          ) : null}
        </span>
      ) : null}
      {!props.own && answered.length > 0 ? <span>{t('asked.done')}</span> : null}
      {confirm.failure ? <FailureNote failure={confirm.failure} /> : null}
    </div>
  );
}

/** Who has answered, and who hasn't. */
export function AnswersSheet(props: OfMessage & { onGo: (seq: number) => void; onClose: () => void }) {
  const t = useWords(words);
  const read = useRead(listAnswers, { conversationId: props.conversationId, seq: props.seq });
  const { answered = [], waitingIds = [] } = read.data ?? {};
  const faceOf = usePeople([...waitingIds, ...answered.map((one) => one.personId)]);
  return (
    <Sheet title={t('answers')} onClose={props.onClose}>
      <Loaded read={read} shape="rows">
        {() => (
          <>
            <section>
              <h3>{t('answers.missing', { count: waitingIds.length })}</h3>
              {waitingIds.length === 0 ? <p className="gj-second">{t('nobody')}</p> : null}
              <ul>
                {waitingIds.map((personId) => (
                  <li key={personId}>
                    <PersonLine face={faceOf(personId)} />
                  </li>
                ))}
              </ul>
            </section>
            <section>
              <h3>{t('answers.given', { count: answered.length })}</h3>
              <ul>
                {answered.map(({ personId, at, answerSeq, late }) => (
                  <li key={personId}>
                    <PersonLine
                      face={faceOf(personId)}
                      deciding={
                        <span className="msg-member-tools">
                          {late ? t('answers.late') : ''} <When at={at} />
                          {answerSeq === null ? null : (
                            <button type="button" className="msg-link" onClick={() => props.onGo(answerSeq)}>
                              {t('go')}
                            </button>
                          )}
                        </span>
                      }
                    />
                  </li>
                ))}
              </ul>
            </section>
          </>
        )}
      </Loaded>
    </Sheet>
  );
}
