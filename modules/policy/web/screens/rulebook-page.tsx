import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Stack } from '#design/stack.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { acknowledgeRulebook, readRulebook } from '../../contract/rulebooks.ts';
import { AdoptionCard } from '../parts/adoption-card.tsx';
import { AmountsCard } from '../parts/amounts-card.tsx';
import { ArticleCard } from '../parts/article-card.tsx';
import { usePolicyWords } from '../use-policy-words.ts';
import '../policy.css';

type Rulebook = OutputOf<typeof readRulebook>;

/** A rulebook: principles first, then what each article does and how far it acts, then how the employer adopted it. */
export function RulebookPageScreen({ params }: ScreenProps) {
  const { t, say } = usePolicyWords();
  const read = useRead(readRulebook, { rulebookId: params.rulebookId ?? '' });
  return (
    <Page
      title={read.data ? say(read.data.head.title) : t('rulebook')}
      lead={read.data?.employer.name}
      tools={
        read.data?.may.includes('listObserved') ? (
          <Button icon="eye" href={`/policy/rulebooks/${read.data.id}/observed`}>
            {t('observed')}
          </Button>
        ) : null
      }
    >
      <Loaded read={read} shape="page">
        {(rulebook) => (
          <Stack gap={4}>
            <Acknowledgement rulebook={rulebook} />
            <Card title={t('principles')}>
              <ol className="policy-principles">
                {rulebook.head.principles.map((principle) => (
                  <li key={principle.zh}>{say(principle)}</li>
                ))}
              </ol>
            </Card>
            {rulebook.articles.map((article) => (
              <ArticleCard key={article.id} article={article} />
            ))}
            <AdoptionCard rulebook={rulebook} />
            {rulebook.amounts.length > 0 ? <AmountsCard rulebook={rulebook} /> : null}
            <RulebookHead rulebook={rulebook} />
            <p className="gj-second">{t('notLegalAdvice')}</p>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Acknowledgement({ rulebook }: { rulebook: Rulebook }) {
  const { t, format } = usePolicyWords();
  const acknowledge = useCommand(acknowledgeRulebook);
  const { id, revision, acknowledgedAt } = rulebook;
  if (acknowledgedAt) {
    return <Note tone="pass" title={t('acknowledgedAt', { time: format.exact(acknowledgedAt) })} />;
  }
  if (!rulebook.may.includes('acknowledge')) return null;
  return (
    <>
      <Note
        tone="accent"
        title={t('acknowledge.title')}
        actions={
          <Button
            kind="primary"
            busy={acknowledge.running}
            onPress={() => void acknowledge.run({ rulebookId: id, revisionNumber: revision })}
          >
            {t('acknowledge')}
          </Button>
        }
      >
        {t('acknowledge.body')}
      </Note>
      {acknowledge.failure ? <FailureNote failure={acknowledge.failure} /> : null}
    </>
  );
}

function RulebookHead({ rulebook }: { rulebook: Rulebook }) {
  const { t, say, format } = usePolicyWords();
  const { head, owner } = rulebook;
  const facts = [
    { name: t('head.number'), value: head.documentNumber },
    { name: t('head.day'), value: head.day ? format.day(head.day) : null },
    { name: t('head.revision'), value: String(head.revisionNumber) },
    { name: t('head.drawnUpBy'), value: head.drawnUpBy },
    { name: t('head.reviewedBy'), value: head.reviewedBy },
    { name: t('head.approvedBy'), value: head.approvedBy },
    { name: t('head.scope'), value: say(head.scope) },
    { name: t('head.interpretation'), value: t('head.owner', { text: say(head.interpretation), name: owner.name }) },
    { name: t('head.source'), value: say(head.source) },
  ];
  return (
    <Card title={t('head')}>
      <FactList facts={facts.map(({ name, value }) => ({ name, value: value ?? t('head.open') }))} />
    </Card>
  );
}
