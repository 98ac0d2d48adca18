import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Stack } from '#design/stack.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import type { CaseFile } from '../../contract/case-file.ts';
import { readCase } from '../../contract/cases.ts';
import { CaseEvidence } from '../parts/case-evidence.tsx';
import { CaseTools } from '../parts/case-tools.tsx';
import { DecideForm } from '../parts/decide-form.tsx';
import { SayForm } from '../parts/say-form.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { usePolicyWords } from '../use-policy-words.ts';
import '../policy.css';

/** One case: article, fact, consequence, deadline, in this order; then what was said, decided, and the evidence. */
export function CasePageScreen({ params }: ScreenProps) {
  const { t } = usePolicyWords();
  const read = useRead(readCase, { caseId: params.caseId ?? '' });
  return (
    <Page
      title={read.data ? t('case.number', { number: read.data.number }) : t('case')}
      lead={read.data ? <StateTag state={read.data.state} /> : null}
    >
      <Loaded read={read} shape="page">
        {(file) => (
          <Stack gap={4}>
            <CaseFacts file={file} />
            <CaseTurn file={file} />
            <CaseSaid file={file} />
            <Card title={t('case.evidence')}>
              <CaseEvidence file={file} />
            </Card>
            {file.notices.length > 0 ? <CaseNotices file={file} /> : null}
            <CaseTools file={file} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function CaseFacts({ file }: { file: CaseFile }) {
  const { t, say, cost } = usePolicyWords();
  const { cited, consequence } = file;
  return (
    <Card>
      <FactList
        facts={[
          {
            name: t('case.article'),
            value: (
              <Stack gap={1}>
                <a href={`/policy/rulebooks/${cited.rulebookId}`}>
                  {t('case.cites', { document: say(cited.document), article: say(cited.articleNumber) })}
                </a>
                <span>{say(cited.articleText)}</span>
                {cited.quotation ? (
                  <span className="policy-quote">
                    {t('quotation', { text: cited.quotation.text, source: say(cited.quotation.source) })}
                  </span>
                ) : null}
              </Stack>
            ),
          },
          {
            name: t('case.fact'),
            value: (
              <Stack gap={1}>
                <span>{say(file.told)}</span>
                {file.link ? <a href={file.link}>{t(`look.${file.matter.kind}`)}</a> : null}
              </Stack>
            ),
          },
          {
            name: t(file.decisions.length > 0 ? 'case.consequence' : 'case.proposed'),
            value: (
              <Stack gap={1}>
                <strong>{cost(consequence)}</strong>
                <span className="gj-second">
                  {t('case.occurrence', { occurrence: consequence.occurrence })}
                  {consequence.capped ? t('case.capped') : ''}
                </span>
              </Stack>
            ),
          },
          { name: t('case.deadline'), value: <CaseDeadline file={file} /> },
        ]}
      />
    </Card>
  );
}

function CaseDeadline({ file }: { file: CaseFile }) {
  const { t, format } = usePolicyWords();
  const at = (time: string | null) => (time ? format.exact(time) : '');
  const { explainWorkdays, appealWorkdays } = file.deadlines;
  switch (file.state) {
    case 'found':
      return t('deadline.found', { explain: explainWorkdays, appeal: appealWorkdays });
    case 'told':
      return t('deadline.told', { time: at(file.explainBy), appeal: appealWorkdays });
    case 'heard':
      return t('deadline.heard', { time: at(file.decideBy), appeal: appealWorkdays });
    case 'decided':
      return file.appealBy
        ? t('deadline.decided', { time: at(file.appealBy) })
        : t('deadline.undelivered', { appeal: appealWorkdays });
    case 'appealed':
      return t('deadline.appealed', { time: at(file.appealDecideBy) });
    default:
      return file.endReason
        ? t(`end.${file.endReason}`, { time: at(file.endedAt) })
        : t(`end.${file.state}`, { time: at(file.endedAt) });
  }
}

/** What the reader can do now, before everything else. */
function CaseTurn({ file }: { file: CaseFile }) {
  const { t } = usePolicyWords();
  if (file.may.includes('explain')) {
    return (
      <Card title={t('explain.title')}>
        <SayForm what="explain" caseId={file.id} />
      </Card>
    );
  }
  if (file.may.includes('appeal')) {
    return (
      <Card title={t('appeal.title')}>
        <SayForm what="appeal" caseId={file.id} />
      </Card>
    );
  }
  return null;
}

function CaseSaid({ file }: { file: CaseFile }) {
  const { t, cost, format } = usePolicyWords();
  const decides = file.may.includes('decide') || file.may.includes('decideAppeal');
  return (
    <>
      {file.may.includes('explain') ? null : (
        <Card title={t('case.explanation')}>
          {file.explanation ? (
            <p className="policy-said">{file.explanation}</p>
          ) : (
            <p className="gj-second">{t('case.noExplanation')}</p>
          )}
        </Card>
      )}
      {file.decisions.map((decision) => (
        <Card key={decision.instance} title={t(`decision.${decision.instance}`)}>
          <Stack gap={2}>
            <p>
              {t(`decision.${decision.outcome}`, {
                name: decision.by.name,
                time: format.exact(decision.at),
                consequence: cost({ ...file.consequence, points: decision.points, fen: decision.fen }),
              })}
            </p>
            <p className="policy-said">{decision.reason}</p>
          </Stack>
        </Card>
      ))}
      {file.appeal ? (
        <Card title={t('case.appeal')}>
          <p className="policy-said">{file.appeal}</p>
        </Card>
      ) : null}
      {decides ? (
        <Card title={t(file.may.includes('decide') ? 'decide.title' : 'decide.appealTitle')}>
          <Stack gap={2}>
            {file.explanation ? null : <Note tone="warn" title={t('decide.unheard')} />}
            <DecideForm file={file} />
          </Stack>
        </Card>
      ) : null}
    </>
  );
}

/** The exact words that the person was sent, and when they arrived. */
function CaseNotices({ file }: { file: CaseFile }) {
  const { t, say, format } = usePolicyWords();
  return (
    <Card title={t('case.notices')}>
      <Stack gap={4}>
        {file.notices.map((notice) => (
          <div key={notice.sentAt}>
            <strong>{say(notice.words)}</strong>
            <p className="policy-said">{say({ zh: notice.words.bodyZh, en: notice.words.bodyEn })}</p>
            <p className="gj-second">
              {t(notice.deliveredAt ? 'notice.delivered' : 'notice.undelivered', {
                sent: format.exact(notice.sentAt),
                delivered: notice.deliveredAt ? format.exact(notice.deliveredAt) : '',
              })}
            </p>
          </div>
        ))}
      </Stack>
    </Card>
  );
}
