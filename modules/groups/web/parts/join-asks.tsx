import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Sheet } from '#design/sheet.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { answerJoin } from '../../contract/join-operations.ts';
import type { listMyGroups } from '../../contract/operations.ts';
import { words } from '../words.ts';

type Ask = OutputOf<typeof listMyGroups>['asks'][number];

/** Who asks to be let into the groups that one leads. */
export function JoinAsks({ asks }: { asks: readonly Ask[] }) {
  const t = useWords(words);
  const format = useFormat();
  const answer = useCommand(answerJoin);
  const [declined, setDeclined] = useState<Ask>();
  if (asks.length === 0) return null;
  return (
    <Card title={t('asks')}>
      {answer.failure ? <FailureNote failure={answer.failure} /> : null}
      <ul aria-label={t('asks')}>
        {asks.map((ask) => (
          <li key={ask.askId} className="groups-row">
            <div>
              <strong>{t('asks.line', { name: ask.person.name, group: ask.name })}</strong>
              <div>{ask.reason}</div>
              <div className="gj-second">{format.relative(ask.at)}</div>
            </div>
            <div className="gj-actions">
              <Button onPress={() => setDeclined(ask)}>{t('asks.decline')}</Button>
              <Button
                kind="primary"
                busy={answer.running}
                onPress={() =>
                  void answer
                    .run({ askId: ask.askId, accept: true })
                    .then((done) => done && tell(t('asks.accepted', { name: ask.person.name })))
                }
              >
                {t('asks.accept')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {declined ? <DeclineSheet ask={declined} onClose={() => setDeclined(undefined)} /> : null}
    </Card>
  );
}

function DeclineSheet({ ask, onClose }: { ask: Ask; onClose: () => void }) {
  const t = useWords(words);
  const form = useForm(answerJoin, { initial: { askId: ask.askId, accept: false }, onDone: onClose });
  return (
    <Sheet title={t('asks.line', { name: ask.person.name, group: ask.name })} onClose={onClose}>
      <Form form={form} send={t('asks.decline')}>
        <Field form={form} name="reason" label={t('reason')}>
          {(control) => <TextArea {...control} most={200} />}
        </Field>
      </Form>
    </Sheet>
  );
}
