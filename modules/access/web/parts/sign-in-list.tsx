import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Icon } from '#design/icon.tsx';
import { Question } from '#design/question.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { answerSignIn } from '../../contract/my-sign-ins.ts';
import type { SignInRow } from '../../contract/shapes.ts';
import { shownDevice } from '../shown-device.ts';
import { words } from '../words.ts';

/** The last sign-ins, what is unusual about them, and “that wasn't me”. */
export function SignInList({ rows, onDenied }: { rows: readonly SignInRow[]; onDenied: () => void }) {
  const t = useWords(words);
  const answer = useCommand(answerSignIn);
  const [asked, setAsked] = useState<SignInRow>();
  const deny = async (row: SignInRow) => {
    const done = await answer.run({ signInId: row.id, mine: false });
    setAsked(undefined);
    if (!done) return;
    tell(t('arrivals.denied'));
    onDenied();
  };
  return (
    <Card title={t('arrivals.title')}>
      {answer.failure ? <FailureNote failure={answer.failure} /> : null}
      <ul className="access-devices">
        {rows.map((row) => (
          <li key={row.id}>
            <Icon name={/Mobile|Android|iPhone/.test(row.agent) ? 'phone' : 'device'} />
            <div>
              <div className="access-tags">
                {shownDevice(row.agent) ?? t('devices.unknown')}
                {row.current ? <Tag tone="pass">{t('devices.this')}</Tag> : null}
                {row.mine === false ? <Tag tone="seal">{t('arrivals.notMine')}</Tag> : null}
                {row.mine === null
                  ? row.unusual.map((reason) => (
                      <Tag key={reason} tone="warn">
                        {t(`unusual.${reason}`)}
                      </Tag>
                    ))
                  : null}
              </div>
              <div className="gj-second">
                {t(`how.${row.how}`)} · {row.zone ? `${row.zone} · ` : ''}
                {row.address} · <When at={row.at} />
              </div>
            </div>
            {row.current || row.mine === false ? null : (
              <div className="gj-actions">
                {row.unusual.length > 0 && row.mine === null ? (
                  <Button
                    kind="quiet"
                    busy={answer.running}
                    onPress={() => void answer.run({ signInId: row.id, mine: true })}
                  >
                    {t('arrivals.mine')}
                  </Button>
                ) : null}
                <Button busy={answer.running} onPress={() => setAsked(row)}>
                  {t('arrivals.deny')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <Question
        open={asked !== undefined}
        title={t('arrivals.ask')}
        yes={t('arrivals.deny')}
        no={t('cancel')}
        danger
        busy={answer.running}
        onYes={() => asked && void deny(asked)}
        onNo={() => setAsked(undefined)}
      >
        <p>{t('arrivals.askBody')}</p>
      </Question>
    </Card>
  );
}
