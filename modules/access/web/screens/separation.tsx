import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { decideSeparation, proposeSeparation, readSeparation } from '../../contract/separation.ts';
import { WhatChanges } from '../parts/what-changes.tsx';
import { words } from '../words.ts';
import '../access.css';

type Answer = OutputOf<typeof readSeparation>;

/** The separation of three administrators: who holds which, what switching it would change, and the proposal of one for another. */
export function Separation() {
  const t = useWords(words);
  const read = useRead(readSeparation, {});
  return (
    <Page title={t('separation.title')} lead={t('separation.lead')}>
      <Loaded read={read} shape="rows">
        {(answer) => (
          <>
            <State answer={answer} />
            {answer.duties.map((row) => (
              <OneDuty key={row.duty} row={row} separated={answer.separated} />
            ))}
            {answer.proposal ? <Proposal of={answer.proposal} /> : null}
            {answer.may.includes('propose') ? <Propose answer={answer} /> : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function State({ answer }: { answer: Answer }) {
  const t = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  const between = language === 'zh' ? '、' : ', ';
  if (answer.separated)
    return (
      <Note tone="pass" title={t('separation.on')}>
        {answer.since ? t('separation.since', { at: format.exact(answer.since) }) : null}
      </Note>
    );
  if (answer.twice.length > 0)
    return (
      <Note tone="warn" title={t('separation.twice')}>
        {answer.twice.map(({ person, duties }) => (
          <p key={person.id}>
            {t('separation.twiceOne', {
              name: person.name,
              duties: answer.duties
                .filter(({ duty }) => duties.includes(duty))
                .map(({ role }) => role.name[language])
                .join(between),
            })}
          </p>
        ))}
      </Note>
    );
  if (answer.duties.some(({ holders }) => holders.length === 0))
    return <Note tone="warn" title={t('separation.missing')} />;
  return (
    <p>
      <Tag>{t('separation.off')}</Tag>
    </p>
  );
}

function OneDuty({ row, separated }: { row: Answer['duties'][number]; separated: boolean }) {
  const t = useWords(words);
  const language = useLanguage();
  const names = row.holders.map(({ name }) => name).join(language === 'zh' ? '、' : ', ');
  return (
    <Card title={<a href={`/roles/${row.role.id}`}>{row.role.name[language]}</a>}>
      <p className="gj-second">{t(`separation.duty.${row.duty}`)}</p>
      <p>{names === '' ? t('separation.nobody') : t('separation.holders', { names })}</p>
      {row.changes.length === 0 ? (
        <p>{t('separation.same', { kept: row.kept })}</p>
      ) : (
        <details open={!separated}>
          <summary>{t(separated ? 'separation.willOff' : 'separation.willOn', { kept: row.kept })}</summary>
          <WhatChanges changes={row.changes} />
        </details>
      )}
    </Card>
  );
}

function Proposal({ of }: { of: NonNullable<Answer['proposal']> }) {
  const t = useWords(words);
  const decide = useCommand(decideSeparation);
  const say = async (agree: boolean) => {
    if (!(await confirmIdentity())) return;
    if (await decide.run({ proposalId: of.id, agree })) tell(t('separation.done'));
  };
  return (
    <Card title={t(of.separated ? 'separation.askOn' : 'separation.askOff', { name: of.proposedBy.name })}>
      {of.reason ? <p>{of.reason}</p> : null}
      <p className="gj-second">
        {t('grants.by', { name: of.proposedBy.name })} <When at={of.proposedAt} />
        {of.expiresAt ? (
          <>
            {` · ${t('grants.expires')} `}
            <When at={of.expiresAt} />
          </>
        ) : null}
      </p>
      {decide.failure ? <FailureNote failure={decide.failure} /> : null}
      <div className="gj-actions">
        {of.may.includes('agree') ? (
          <Button kind="primary" busy={decide.running} onPress={() => void say(true)}>
            {t('separation.agree')}
          </Button>
        ) : null}
        {of.may.includes('refuse') || of.may.includes('withdraw') ? (
          <Button busy={decide.running} onPress={() => void say(false)}>
            {t(of.may.includes('withdraw') ? 'separation.withdraw' : 'separation.refuse')}
          </Button>
        ) : null}
      </div>
    </Card>
  );
}

function Propose({ answer }: { answer: Answer }) {
  const t = useWords(words);
  const [reason, setReason] = useState('');
  const propose = useCommand(proposeSeparation);
  const separated = !answer.separated;
  const blocked = separated && (answer.twice.length > 0 || answer.duties.some(({ holders }) => holders.length === 0));
  const send = async () => {
    if (!(await confirmIdentity())) return;
    const said = reason.trim();
    const made = await propose.run({ separated, ...(said ? { reason: said } : {}) });
    if (made) tell(t(made.proposalId ? 'separation.proposed' : 'separation.now'));
  };
  return (
    <form
      className="gj-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <FieldFrame id="separation-reason" label={t('grants.reason')} hint={t('grants.reasonHint')}>
        <Input id="separation-reason" value={reason} onChange={(next) => setReason(next ?? '')} />
      </FieldFrame>
      {propose.failure ? <FailureNote failure={propose.failure} kept /> : null}
      <div className="gj-actions">
        <Button type="submit" kind="primary" busy={propose.running} disabled={blocked}>
          {t(separated ? 'separation.proposeOn' : 'separation.proposeOff')}
        </Button>
      </div>
    </form>
  );
}
