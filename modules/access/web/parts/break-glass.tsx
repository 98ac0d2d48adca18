import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Note } from '#design/note.tsx';
import { Question } from '#design/question.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import {
  listGlassChanges,
  openBreakGlass,
  readBreakGlass,
  reportBreakGlassLost,
  reviewBreakGlass,
  sealBreakGlass,
} from '../../contract/break-glass.ts';
import { words } from '../words.ts';

type Opening = OutputOf<typeof readBreakGlass>['openings'][number];

/** The sealed code for when there is no second person: printing it, opening it, and reviewing what was done with it. */
export function BreakGlass() {
  const t = useWords(words);
  const read = useRead(readBreakGlass, {});
  const seal = useCommand(sealBreakGlass);
  const [code, setCode] = useState<string>();
  const sealFirst = async () => {
    if (!(await confirmIdentity())) return;
    const made = await seal.run({});
    if (made) setCode(made.code);
  };
  return (
    <Card title={t('glass.title')}>
      <p className="gj-second access-glass-lead">{t('glass.lead')}</p>
      {code === undefined ? null : <Sealed code={code} onDone={() => setCode(undefined)} />}
      <Loaded read={read} shape="text">
        {(glass) => (
          <div className="gj-form">
            {glass.openUntil ? (
              <Note tone="warn" title={t('grants.aloneNow')}>
                {t('glass.until')} <When at={glass.openUntil} />
              </Note>
            ) : null}
            {glass.sealedAt && code === undefined ? (
              <p>
                {t('glass.sealedAt')} <When at={glass.sealedAt} />
              </p>
            ) : null}
            {seal.failure ? <FailureNote failure={seal.failure} /> : null}
            {glass.may.includes('seal') ? (
              <div>
                <Button icon="print" busy={seal.running} onPress={() => void sealFirst()}>
                  {t('glass.seal')}
                </Button>
              </div>
            ) : null}
            {glass.may.includes('open') && code === undefined ? (
              <Open mayReport={glass.may.includes('reportLost')} />
            ) : null}
            {glass.openings.map((opening) => (
              <OpeningRow key={opening.id} opening={opening} onSealed={setCode} />
            ))}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Sealed({ code, onDone }: { code: string; onDone: () => void }) {
  const t = useWords(words);
  return (
    <div className="gj-form">
      <Note tone="warn" title={t('glass.once')}>
        {t('glass.onceBody')}
      </Note>
      <p className="access-code access-glass-code">{code}</p>
      <div className="gj-actions gj-no-print">
        <Button kind="primary" icon="print" onPress={() => window.print()}>
          {t('recovery.print')}
        </Button>
        <Button onPress={onDone}>{t('glass.putAway')}</Button>
      </div>
    </div>
  );
}

function Open({ mayReport }: { mayReport: boolean }) {
  const t = useWords(words);
  const report = useCommand(reportBreakGlassLost);
  const [lost, setLost] = useState(false);
  const reportLost = async () => {
    setLost(false);
    if (!(await confirmIdentity())) return;
    if (await report.run({})) tell(t('glass.reported'));
  };
  const open = useCommand(openBreakGlass);
  const [asked, setAsked] = useState(false);
  const [code, setCode] = useState('');
  const [reason, setReason] = useState('');
  const send = async () => {
    if (!(await confirmIdentity())) return;
    const done = await open.run({ code, reason: reason.trim() });
    if (!done) return;
    setAsked(false);
    setCode('');
    tell(t('glass.opened'));
  };
  if (!asked) {
    return (
      <div className="gj-actions">
        <Button kind="danger" onPress={() => setAsked(true)}>
          {t('glass.open')}
        </Button>
        {mayReport ? <Button onPress={() => setLost(true)}>{t('glass.lost')}</Button> : null}
        {report.failure ? <FailureNote failure={report.failure} /> : null}
        <Question
          open={lost}
          title={t('glass.lostAsk')}
          yes={t('glass.lost')}
          no={t('cancel')}
          danger
          busy={report.running}
          onYes={() => void reportLost()}
          onNo={() => setLost(false)}
        >
          {t('glass.lostBody')}
        </Question>
      </div>
    );
  }
  return (
    <form
      className="gj-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() && reason.trim() && !open.running) void send();
      }}
    >
      <Note tone="warn" title={t('glass.openAsk')}>
        {t('glass.openBody')}
      </Note>
      <FieldFrame id="glass-code" label={t('glass.code')} required>
        <Input id="glass-code" describedBy="glass-code-told" value={code} onChange={(next) => setCode(next ?? '')} />
      </FieldFrame>
      <FieldFrame id="glass-reason" label={t('lost.reason')} required>
        <Input
          id="glass-reason"
          describedBy="glass-reason-told"
          value={reason}
          most={500}
          onChange={(next) => setReason(next ?? '')}
        />
      </FieldFrame>
      {open.failure ? <FailureNote failure={open.failure} kept /> : null}
      <div className="gj-actions">
        <Button kind="danger" type="submit" busy={open.running} disabled={!code.trim() || !reason.trim()}>
          {t('glass.open')}
        </Button>
        <Button onPress={() => setAsked(false)}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

function OpeningRow({ opening, onSealed }: { opening: Opening; onSealed: (code: string) => void }) {
  const t = useWords(words);
  const review = useCommand(reviewBreakGlass);
  const [finding, setFinding] = useState('');
  const id = `finding-${opening.id}`;
  const send = async () => {
    if (!(await confirmIdentity())) return;
    const done = await review.run({ glassId: opening.id, finding: finding.trim() });
    if (!done) return;
    if (done.code) onSealed(done.code);
    tell(t('glass.reviewed'));
  };
  return (
    <section className="access-opening">
      <div className="access-tags">
        {t('glass.openedBy', { name: opening.openedBy.name })} <When at={opening.openedAt} />
        <Tag tone={opening.reviewedAt ? 'pass' : 'warn'}>
          {t(opening.reviewedAt ? 'glass.isReviewed' : opening.overdue ? 'glass.overdue' : 'glass.toReview')}
        </Tag>
      </div>
      <p className="gj-second">
        {opening.reason} · {t('glass.changes', { count: opening.changes })}
        {opening.reviewedAt ? null : (
          <>
            {` · ${t('glass.reviewBy')} `}
            <When at={opening.reviewBy} />
          </>
        )}
        {opening.reviewedBy ? ` · ${opening.reviewedBy.name}：${opening.finding ?? ''}` : ''}
      </p>
      {opening.changes > 0 ? <Changes glassId={opening.id} /> : null}
      {opening.may.includes('review') ? (
        <form
          className="gj-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (finding.trim() && !review.running) void send();
          }}
        >
          <FieldFrame id={id} label={t('glass.finding')} hint={t('glass.findingHint')} required>
            <Input
              id={id}
              describedBy={`${id}-told`}
              value={finding}
              most={500}
              onChange={(next) => setFinding(next ?? '')}
            />
          </FieldFrame>
          {review.failure ? <FailureNote failure={review.failure} kept /> : null}
          <div>
            <Button type="submit" busy={review.running} disabled={!finding.trim()}>
              {t('glass.review')}
            </Button>
          </div>
        </form>
      ) : null}
    </section>
  );
}

/** What was done while the code was open, to be looked at before the review is written; fetched when it is asked for. */
function Changes({ glassId }: { glassId: string }) {
  const t = useWords(words);
  const [shown, setShown] = useState(false);
  return (
    <div className="gj-form">
      <div>
        <Button onPress={() => setShown(!shown)}>{t(shown ? 'glass.hideChanges' : 'glass.showChanges')}</Button>
      </div>
      {shown ? <ChangeList glassId={glassId} /> : null}
    </div>
  );
}

function ChangeList({ glassId }: { glassId: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const read = useReadPages(listGlassChanges, { glassId });
  return (
    <>
      {read.failure ? <FailureNote failure={read.failure} onRetry={read.readAgain} /> : null}
      <ul className="gj-rows">
        {(read.rows ?? []).map((row) => (
          <li key={row.id}>
            <ListRow
              title={row.summary[language]}
              line={[format.exact(row.at), ...row.objects.flatMap(({ name }) => name ?? [])].join(' · ')}
              deciding={row.alone ? t('grants.alone') : null}
            />
          </li>
        ))}
      </ul>
      <MoreRows of={read} />
    </>
  );
}
