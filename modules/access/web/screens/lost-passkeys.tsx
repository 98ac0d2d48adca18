import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { Question } from '#design/question.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { listPasskeysOf, type PasskeyRow, removePasskey } from '../../contract/passkeys.ts';
import { PasskeyList } from '../parts/passkey-list.tsx';
import { words } from '../words.ts';
import '../access.css';

/** Somebody lost a device: his passkeys, and taking one out of use with a reason. Whom it is about stands in the address. */
export function LostPasskeys() {
  const t = useWords(words);
  const [, go] = useLocation();
  const personId = new URLSearchParams(useSearch()).get('person') ?? undefined;
  const read = useRead(listPasskeysOf, { personId: personId ?? '' }, { when: personId !== undefined });
  const remove = useCommand(removePasskey);
  const [asked, setAsked] = useState<PasskeyRow>();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const empty = reason.trim() === '';
  const drop = async (row: PasskeyRow) => {
    const done = await remove.run({ passkeyId: row.id, reason: reason.trim() });
    setAsked(undefined);
    if (!done) return;
    setReason('');
    tell(t('passkeys.removed'));
  };
  return (
    <Page title={t('lost.title')} lead={t('lost.lead')}>
      {remove.failure ? <FailureNote failure={remove.failure} /> : null}
      <FieldFrame id="lost-person" label={t('why.person')}>
        <Part
          of={personPicker}
          id="lost-person"
          most={1}
          value={personId ? [personId] : []}
          onChange={(next) => go(next?.[0] ? `/passkeys?person=${next[0]}` : '/passkeys', { replace: true })}
        />
      </FieldFrame>
      {personId ? (
        <Loaded read={read} shape="rows">
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty icon="key" title={t('lost.none')} />
            ) : (
              <Card>
                <PasskeyList
                  rows={rows}
                  act={(row) => (
                    <Button kind="danger" onPress={() => setAsked(row)}>
                      {t('passkeys.remove')}
                    </Button>
                  )}
                />
              </Card>
            )
          }
        </Loaded>
      ) : null}
      <Question
        open={asked !== undefined}
        title={t('passkeys.ask', { name: asked?.name ?? '' })}
        yes={t('passkeys.remove')}
        no={t('cancel')}
        danger
        busy={remove.running}
        onYes={() => {
          setMissing(empty);
          if (asked && !empty) void drop(asked);
        }}
        onNo={() => setAsked(undefined)}
      >
        <div className="gj-form">
          <p>{t('lost.askBody')}</p>
          <FieldFrame
            id="lost-reason"
            label={t('lost.reason')}
            required
            problem={missing && empty ? t('lost.reasonMissing') : undefined}
          >
            <Input
              id="lost-reason"
              describedBy="lost-reason-told"
              value={reason}
              most={500}
              onChange={(next) => setReason(next ?? '')}
            />
          </FieldFrame>
        </div>
      </Question>
    </Page>
  );
}
