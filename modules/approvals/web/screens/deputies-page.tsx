import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/failure-note.tsx';
import { Loaded } from '#kernel/web/loaded.tsx';
import { useCommand } from '#kernel/web/use-command.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { useViewer } from '#kernel/web/viewer.ts';
import { endDeputy, listDeputies } from '../../contract/deputies.ts';
import { DeputySheet } from '../parts/deputy-sheet.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

type Rule = OutputOf<typeof listDeputies>['rows'][number];
const tones = { ahead: 'neutral', now: 'pass', over: 'neutral' } as const;

/** 代理: who acts for me, and for whom I act; a rule is made here and ended here. */
export function DeputiesPage() {
  const t = useWords(words);
  const viewer = useViewer();
  const read = useRead(listDeputies, {});
  const [isOpen, setOpen] = useState(false);
  return (
    <Page
      title={t('deputies')}
      tools={
        read.data?.allowed ? (
          <Button kind="primary" icon="plus" onPress={() => setOpen(true)}>
            {t('deputy.new')}
          </Button>
        ) : null
      }
    >
      <Loaded read={read} shape="rows">
        {({ allowed, rows }) => (
          <div className="approvals-screen">
            {allowed ? null : <Note tone="warn" icon="lock" title={t('deputy.notAllowed')} />}
            <Card title={t('deputy.mine')}>
              <Rules rules={rows.filter((rule) => rule.principal.id === viewer.personId)} none={t('deputy.none')} />
            </Card>
            <Card title={t('deputy.others')}>
              <Rules
                rules={rows.filter((rule) => rule.principal.id !== viewer.personId)}
                none={t('deputy.others.none')}
              />
            </Card>
          </div>
        )}
      </Loaded>
      {isOpen ? <DeputySheet onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}

function Rules({ rules, none }: { rules: readonly Rule[]; none: string }) {
  if (rules.length === 0) return <Empty icon="people" title={none} />;
  return (
    <ul className="approvals-versions">
      {rules.map((rule) => (
        <RuleLine key={rule.ruleId} rule={rule} />
      ))}
    </ul>
  );
}

function RuleLine({ rule }: { rule: Rule }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const format = useFormat();
  const viewer = useViewer();
  const { run, running, failure } = useCommand(endDeputy);
  const isMine = rule.principal.id === viewer.personId;
  const end = async () => {
    if (await run({ ruleId: rule.ruleId })) tell(t('told.deputyEnded'));
  };
  return (
    <li>
      <div className="approvals-line">
        <strong>{isMine ? rule.deputy.name : rule.principal.name}</strong>
        <Tag tone={tones[rule.state]}>{t(`deputy.state.${rule.state}`)}</Tag>
        <span className="gj-second">
          {t('deputy.days', { from: format.day(rule.from), until: format.day(rule.until) })}
        </span>
        {rule.may.includes('end') ? (
          <Button kind="quiet" busy={running} onPress={() => void end()}>
            {t('deputy.end')}
          </Button>
        ) : null}
      </div>
      <div className="gj-second">
        {rule.kinds === null ? t('deputy.allKinds') : rule.kinds.map((kind) => spoken(kind.title)).join(' · ')}
      </div>
      {rule.reason ? (
        <div className="gj-second">{t('deputy.setBy', { name: rule.setBy?.name ?? '', reason: rule.reason })}</div>
      ) : null}
      {failure ? <FailureNote failure={failure} /> : null}
    </li>
  );
}
