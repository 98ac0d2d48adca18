import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { mayUse, useViewer, useViewerState } from '#kernel/web/identity/viewer.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { endDeputy, listDeputies } from '../../contract/deputies.ts';
import { administer } from '../../contract/permissions.ts';
import { DeputySheet } from '../parts/deputy-sheet.tsx';
import { EndDeputySheet } from '../parts/end-deputy-sheet.tsx';
import { Labelled } from '../parts/labelled.tsx';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import '../approvals.css';

type Rule = OutputOf<typeof listDeputies>['rows'][number];
const tones = { ahead: 'neutral', now: 'pass', over: 'neutral' } as const;

/** 代理: who acts for me, and for whom I act; administrators see and set those of somebody who can't. */
export function DeputiesPage() {
  const t = useWords(words);
  const viewer = useViewer();
  const mayName = mayUse(useViewerState(), administer);
  const [others, setOthers] = useState<string[]>([]);
  const [personId] = others;
  const whose = personId ?? viewer.personId;
  const read = useRead(listDeputies, personId === undefined ? {} : { personId });
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
      {mayName ? (
        <div className="approvals-above">
          <Labelled label={t('deputy.whose')} hint={t('deputy.whose.hint')} required={false}>
            {(named) => (
              <Part
                of={personPicker}
                {...named}
                most={1}
                without={[viewer.personId]}
                placeholder={t('deputy.whose.mine')}
                value={others}
                onChange={(next) => setOthers(next ?? [])}
              />
            )}
          </Labelled>
        </div>
      ) : null}
      <Loaded read={read} shape="rows">
        {({ allowed, rows }) => (
          <div className="approvals-screen">
            {allowed ? null : <Note tone="warn" icon="lock" title={t('deputy.notAllowed')} />}
            <Card title={t(personId === undefined ? 'deputy.mine' : 'deputy.theirs')}>
              <Rules
                rules={rows.filter((rule) => rule.principal.id === whose)}
                whose={whose}
                none={t(personId === undefined ? 'deputy.none' : 'deputy.theirs.none')}
              />
            </Card>
            <Card title={t(personId === undefined ? 'deputy.others' : 'deputy.theirOthers')}>
              <Rules
                rules={rows.filter((rule) => rule.principal.id !== whose)}
                whose={whose}
                none={t(personId === undefined ? 'deputy.others.none' : 'deputy.theirOthers.none')}
              />
            </Card>
          </div>
        )}
      </Loaded>
      {isOpen ? (
        <DeputySheet
          key={whose}
          {...(personId !== undefined && { principalId: personId })}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Page>
  );
}

function Rules({ rules, whose, none }: { rules: readonly Rule[]; whose: string; none: string }) {
  if (rules.length === 0) return <p className="gj-second">{none}</p>;
  return (
    <ul className="approvals-versions">
      {rules.map((rule) => (
        <RuleLine key={rule.ruleId} rule={rule} whose={whose} />
      ))}
    </ul>
  );
}

function RuleLine({ rule, whose }: { rule: Rule; whose: string }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const format = useFormat();
  const viewer = useViewer();
  const { run, running, failure } = useCommand(endDeputy);
  const isTheirs = ![rule.principal.id, rule.deputy.id].includes(viewer.personId);
  const [isEnding, setEnding] = useState(false);
  const end = async () => {
    if (await run({ ruleId: rule.ruleId })) tell(t('told.deputyEnded'));
  };
  return (
    <li>
      <div className="approvals-line">
        <strong>{rule.principal.id === whose ? rule.deputy.name : rule.principal.name}</strong>
        <Tag tone={tones[rule.state]}>{t(`deputy.state.${rule.state}`)}</Tag>
        <span className="gj-second">
          {t('deputy.days', { from: format.day(rule.from), until: format.day(rule.until) })}
        </span>
        {rule.may.includes('end') ? (
          <Button kind="quiet" busy={running} onPress={() => (isTheirs ? setEnding(true) : void end())}>
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
      {isEnding ? <EndDeputySheet ruleId={rule.ruleId} onClose={() => setEnding(false)} /> : null}
    </li>
  );
}
