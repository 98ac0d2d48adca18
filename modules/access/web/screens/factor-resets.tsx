import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Page } from '#design/page.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { endSessionsOfOthers } from '../../contract/permissions.ts';
import { decideFactorReset, listFactorResets, proposeFactorReset } from '../../contract/second-factors.ts';
import { endSessionsOf } from '../../contract/sessions.ts';
import { words } from '../words.ts';
import '../access.css';

/** Lost second factors: proposing a reset, agreeing to somebody else's, and what was done. */
export function FactorResets() {
  const t = useWords(words);
  const read = useReadPages(listFactorResets, {});
  const propose = useCommand(proposeFactorReset);
  const decide = useCommand(decideFactorReset);
  const end = useCommand(endSessionsOf);
  const mayEnd = useViewer().permissions.some(({ name }) => name === endSessionsOfOthers.name);
  const [personId, setPersonId] = useState<string>();
  const [reason, setReason] = useState('');
  const send = async () => {
    if (personId === undefined || !(await confirmIdentity())) return;
    const done = await propose.run({ personId, reason: reason.trim() });
    if (!done) return;
    setPersonId(undefined);
    setReason('');
    tell(t(done.carriedOut ? 'resets.done' : 'resets.proposed'));
  };
  const ready = personId !== undefined && reason.trim() !== '';
  const endAll = async () => {
    const done = personId !== undefined && (await end.run({ personId, reason: reason.trim() }));
    if (!done) return;
    setReason('');
    tell(t('resets.ended', { count: done.ended }));
  };
  const say = async (resetId: string, agree: boolean) => {
    if (!(await confirmIdentity())) return;
    if (await decide.run({ resetId, agree })) tell(t(agree ? 'resets.done' : 'resets.refused'));
  };
  return (
    <Page title={t('resets.title')} lead={t('resets.lead')}>
      <Card title={t('resets.propose')}>
        <form
          className="gj-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (personId !== undefined && reason.trim() !== '' && !propose.running) void send();
          }}
        >
          <FieldFrame id="reset-person" label={t('why.person')} required>
            <Part
              of={personPicker}
              id="reset-person"
              most={1}
              value={personId === undefined ? [] : [personId]}
              onChange={(next) => setPersonId(next?.[0])}
            />
          </FieldFrame>
          <FieldFrame id="reset-reason" label={t('lost.reason')} hint={t('resets.reasonHint')} required>
            <Input
              id="reset-reason"
              describedBy="reset-reason-told"
              value={reason}
              most={500}
              onChange={(next) => setReason(next ?? '')}
            />
          </FieldFrame>
          {propose.failure ? <FailureNote failure={propose.failure} /> : null}
          {end.failure ? <FailureNote failure={end.failure} /> : null}
          <div>
            <Button kind="primary" type="submit" busy={propose.running} disabled={!ready}>
              {t('resets.propose')}
            </Button>{' '}
            {mayEnd ? (
              <Button busy={end.running} disabled={!ready} onPress={() => void endAll()}>
                {t('resets.endSessions')}
              </Button>
            ) : null}
          </div>
        </form>
      </Card>
      {read.failure ? <FailureNote failure={read.failure} onRetry={read.readAgain} /> : null}
      {read.loading ? <Skeleton shape="rows" /> : null}
      {decide.failure ? <FailureNote failure={decide.failure} /> : null}
      {read.rows?.length === 0 ? (
        <Empty icon="lock" title={t('resets.none')} />
      ) : (
        <Card title={t('resets.list')}>
          <ul className="access-devices">
            {(read.rows ?? []).map((row) => (
              <li key={row.id}>
                <div className="access-reset">
                  <div className="access-tags">
                    {row.person.name}
                    <Tag tone={row.carriedOut === null ? 'warn' : row.carriedOut ? 'pass' : 'neutral'}>
                      {t(
                        row.carriedOut === null
                          ? 'resets.waiting'
                          : row.carriedOut
                            ? 'resets.carriedOut'
                            : row.decidedBy
                              ? 'resets.notCarriedOut'
                              : 'grants.state.expired',
                      )}
                    </Tag>
                  </div>
                  <div className="gj-second">
                    {row.reason} · {t('resets.by', { name: row.proposedBy.name })} <When at={row.proposedAt} />
                    {row.expiresAt ? (
                      <>
                        {` · ${t('grants.expires')} `}
                        <When at={row.expiresAt} />
                      </>
                    ) : null}
                    {row.decidedBy ? ` · ${t('resets.decidedBy', { name: row.decidedBy.name })}` : ''}
                  </div>
                </div>
                {row.may.length > 0 ? (
                  <div className="gj-actions">
                    {row.may.includes('agree') ? (
                      <Button kind="danger" busy={decide.running} onPress={() => void say(row.id, true)}>
                        {t('resets.agree')}
                      </Button>
                    ) : null}
                    <Button busy={decide.running} onPress={() => void say(row.id, false)}>
                      {t('resets.refuse')}
                    </Button>
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
          <MoreRows of={read} />
        </Card>
      )}
    </Page>
  );
}
