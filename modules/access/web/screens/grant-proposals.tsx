import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Page } from '#design/page.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { decideGrant, listGrantProposals, withdrawGrant } from '../../contract/grants.ts';
import { BreakGlass } from '../parts/break-glass.tsx';
import { WhatChanges } from '../parts/what-changes.tsx';
import { words } from '../words.ts';
import '../access.css';

type Proposal = OutputOf<typeof listGrantProposals>['rows'][number];
const tones = {
  open: 'warn',
  carriedOut: 'pass',
  refused: 'neutral',
  withdrawn: 'neutral',
  expired: 'neutral',
} as const;

/** Changes of important permissions: what waits for a second person, what became of the others, and the sealed code. */
export function GrantProposals() {
  const t = useWords(words);
  const read = useReadPages(listGrantProposals, {});
  const decide = useCommand(decideGrant);
  const withdraw = useCommand(withdrawGrant);
  const say = async (proposalId: string, agree: boolean) => {
    if (!(await confirmIdentity())) return;
    if (await decide.run({ proposalId, agree })) tell(t(agree ? 'grants.agreed' : 'grants.refused'));
  };
  const takeBack = async (proposalId: string) => {
    if (await withdraw.run({ proposalId })) tell(t('grants.withdrawn'));
  };
  const failure = decide.failure ?? withdraw.failure;
  return (
    <Page title={t('grants.title')} lead={t('grants.lead')}>
      {read.failure ? <FailureNote failure={read.failure} onRetry={read.readAgain} /> : null}
      {failure ? <FailureNote failure={failure} /> : null}
      {read.loading ? <Skeleton shape="rows" /> : null}
      {read.rows?.length === 0 ? (
        <Empty icon="lock" title={t('grants.none')} />
      ) : (
        (read.rows ?? []).map((row) => (
          <Card key={row.id} title={<Title row={row} />}>
            <Facts row={row} />
            <details open={row.state === 'open'}>
              <summary>{t('grants.changes', { count: row.changes.length })}</summary>
              <WhatChanges changes={row.changes} />
            </details>
            {row.may.length > 0 ? (
              <div className="gj-actions">
                {row.may.includes('agree') ? (
                  <Button kind="primary" busy={decide.running} onPress={() => void say(row.id, true)}>
                    {t('grants.agree')}
                  </Button>
                ) : null}
                {row.may.includes('refuse') ? (
                  <Button busy={decide.running} onPress={() => void say(row.id, false)}>
                    {t('grants.refuse')}
                  </Button>
                ) : null}
                {row.may.includes('withdraw') ? (
                  <Button busy={withdraw.running} onPress={() => void takeBack(row.id)}>
                    {t('grants.withdraw')}
                  </Button>
                ) : null}
              </div>
            ) : null}
          </Card>
        ))
      )}
      <MoreRows of={read} />
      <BreakGlass />
    </Page>
  );
}

function Title({ row }: { row: Proposal }) {
  const t = useWords(words);
  const language = useLanguage();
  const to = row.person?.name ?? row.post?.name ?? '';
  return (
    <span className="access-tags">
      {t(`grants.kind.${row.kind}`, { role: row.role.name[language], name: to })}
      <Tag tone={tones[row.state]}>{t(`grants.state.${row.state}`)}</Tag>
      {row.alone ? <Tag tone="warn">{t('grants.alone')}</Tag> : null}
    </span>
  );
}

function Facts({ row }: { row: Proposal }) {
  const t = useWords(words);
  const language = useLanguage();
  const named = [...row.departments, ...row.employers].map((one) => one.name);
  const scope =
    named.length > 0 ? named.join(language === 'zh' ? '、' : ', ') : row.scope ? t(`role.scope.${row.scope}`) : '';
  return (
    <div className="access-proposal">
      {row.reason ? <p>{row.reason}</p> : null}
      <p className="gj-second">
        {t('grants.by', { name: row.proposedBy.name })} <When at={row.proposedAt} />
        {scope ? ` · ${scope}` : ''}
        {row.until ? (
          <>
            {` · ${t('role.until')} `}
            <When at={row.until} />
          </>
        ) : null}
        {row.state === 'open' ? (
          <>
            {` · ${t('grants.expires')} `}
            <When at={row.expiresAt} />
          </>
        ) : null}
        {row.decidedBy && !row.alone && row.state !== 'withdrawn'
          ? ` · ${t('grants.decidedBy', { name: row.decidedBy.name })}`
          : ''}
      </p>
    </div>
  );
}
