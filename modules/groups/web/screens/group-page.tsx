import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Stack } from '#design/stack.tsx';
import { Tag } from '#design/tag.tsx';
import { Timeline } from '#design/timeline.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { answerHandOver, endGuest, readGroup, settleGroups } from '../../contract/operations.ts';
import { ChangeSheet } from '../parts/change-sheet.tsx';
import { DifferenceList } from '../parts/difference-list.tsx';
import { DissolveSheet } from '../parts/dissolve-sheet.tsx';
import { GroupTag } from '../parts/group-line.tsx';
import { GuestSheet } from '../parts/guest-sheet.tsx';
import { HandOverSheet } from '../parts/hand-over-sheet.tsx';
import { PatrolSheet } from '../parts/patrol-sheet.tsx';
import { words } from '../words.ts';
import '../groups.css';

type Group = OutputOf<typeof readGroup>;
type SheetName = 'handOver' | 'guest' | 'patrol' | 'dissolve' | 'change';

/** A group: who leads it, who is in, who should be, and what happened; never what is said in it. */
export function GroupPage({ params }: ScreenProps) {
  const conversationId = params.conversationId ?? '';
  return (
    <Loaded read={useRead(readGroup, { conversationId })} shape="page">
      {(group) => <OneGroup group={group} />}
    </Loaded>
  );
}

function OneGroup({ group }: { group: Group }) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const [sheet, setSheet] = useState<SheetName>();
  const close = () => setSheet(undefined);
  const { conversationId, may } = group;
  const leads = may.includes('lead');
  return (
    <Page
      title={group.name}
      lead={<GroupTag row={group} />}
      tools={
        <>
          {group.role ? (
            <Button kind="primary" icon="messages" href={`/messages/${conversationId}`}>
              {t('chat')}
            </Button>
          ) : null}
          {may.includes('manage') ? (
            <Button icon="edit" onPress={() => setSheet('change')}>
              {t('change')}
            </Button>
          ) : null}
        </>
      }
    >
      <Stack gap={4}>
        {group.graceUntil ? (
          <Note tone="accent" title={t('grace.note', { day: format.day(group.graceUntil) })} />
        ) : null}
        {group.dissolving ? <Note tone="warn" title={t('dissolving')} /> : null}
        <HandOverNote group={group} />
        <Card>
          <Stack gap={3}>
            <FactList
              facts={[
                { name: t('kind'), value: group.kindTitle[language] },
                { name: t('owner'), value: t('owner.office', { office: group.owner }) },
                { name: t('leader'), value: group.leader?.name ?? t('leaderless') },
                { name: t('purpose'), value: group.purpose },
                { name: t('rule'), value: <RuleInWords group={group} /> },
                { name: t('apply'), value: t(`apply.${group.apply}`) },
                ...(group.endsOn ? [{ name: t('endsOn'), value: format.day(group.endsOn) }] : []),
                { name: t('lastAt'), value: format.relative(group.lastAt) },
              ]}
            />
            {leads ? (
              <div className="gj-actions">
                {group.role === 'leader' ? <Button onPress={() => setSheet('handOver')}>{t('handOver')}</Button> : null}
                <Button onPress={() => setSheet('patrol')}>{t('patrol')}</Button>
                {group.dissolving ? null : (
                  <Button kind="danger" onPress={() => setSheet('dissolve')}>
                    {t('dissolve')}
                  </Button>
                )}
              </div>
            ) : null}
          </Stack>
        </Card>
        <Differences group={group} />
        <Members group={group} onInvite={() => setSheet('guest')} />
        <History group={group} />
      </Stack>
      {sheet === 'handOver' ? <HandOverSheet conversationId={conversationId} onClose={close} /> : null}
      {sheet === 'patrol' ? <PatrolSheet conversationId={conversationId} onClose={close} /> : null}
      {sheet === 'change' ? <ChangeSheet group={group} onClose={close} /> : null}
      {sheet === 'guest' ? (
        <GuestSheet
          conversationId={conversationId}
          memberIds={group.memberRows.map((row) => row.person.id)}
          onClose={close}
        />
      ) : null}
      {sheet === 'dissolve' ? (
        <DissolveSheet conversationId={conversationId} name={group.name} process={group.process} onClose={close} />
      ) : null}
    </Page>
  );
}

function HandOverNote({ group }: { group: Group }) {
  const t = useWords(words);
  const format = useFormat();
  const answer = useCommand(answerHandOver);
  if (!group.handOver) return null;
  const { handOverId, from, to, dueOn } = group.handOver;
  return (
    <Note
      tone="warn"
      title={
        to
          ? t('handOver.between', { from: from.name, to: to.name })
          : t('handOver.open', { from: from.name, day: format.day(dueOn) })
      }
      actions={
        group.may.includes('acceptHandOver') ? (
          <>
            <Button busy={answer.running} onPress={() => void answer.run({ handOverId, accept: false })}>
              {t('decline')}
            </Button>
            <Button kind="primary" busy={answer.running} onPress={() => void answer.run({ handOverId, accept: true })}>
              {t('accept')}
            </Button>
          </>
        ) : undefined
      }
    >
      {answer.failure ? <FailureNote failure={answer.failure} /> : null}
    </Note>
  );
}

function RuleInWords({ group }: { group: Group }) {
  const t = useWords(words);
  const { rule, ruleNames } = group;
  const parts = [
    ...(rule.everybody ? [t('rule.everybody')] : []),
    ...rule.departments.map(({ id, below }) =>
      t(rule.headsOnly ? 'rule.one.heads' : below ? 'rule.one.below' : 'rule.one', { name: ruleNames[id] ?? '' }),
    ),
    ...rule.postIds.map((id) => ruleNames[id] ?? ''),
    ...rule.jobTitles,
    ...rule.personIds.map((id) => ruleNames[id] ?? ''),
  ];
  if (parts.length === 0) return t('rule.none');
  return (
    <>
      {parts.join(t('comma'))}
      {rule.condition ? <div className="gj-second">{t('rule.when', { condition: rule.condition })}</div> : null}
    </>
  );
}

function Differences({ group }: { group: Group }) {
  const t = useWords(words);
  const settle = useCommand(settleGroups);
  const { conversationId } = group;
  if (group.state === 'dissolved') return null;
  const acts = group.may.includes('lead') || group.may.includes('manage');
  return (
    <Card
      title={t('difference')}
      tools={
        acts && group.differences.length > 0 ? (
          <Button
            busy={settle.running}
            onPress={() =>
              void settle
                .run({ conversationIds: [conversationId] })
                .then((done) => done && tell(t('settle.done', done)))
            }
          >
            {t('settle.one')}
          </Button>
        ) : undefined
      }
    >
      {settle.failure ? <FailureNote failure={settle.failure} /> : null}
      {group.differences.length === 0 ? (
        <p className="gj-second">{t('difference.none')}</p>
      ) : (
        <DifferenceList conversationId={conversationId} rows={group.differences} leads={group.may.includes('lead')} />
      )}
    </Card>
  );
}

function Members({ group, onInvite }: { group: Group; onInvite: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const end = useCommand(endGuest);
  const leads = group.may.includes('lead') || group.may.includes('manage');
  const { conversationId } = group;
  return (
    <Card
      title={t('members', { count: group.members })}
      tools={
        leads && group.allowsGuests ? (
          <Button icon="plus" onPress={onInvite}>
            {t('guest.invite')}
          </Button>
        ) : undefined
      }
    >
      {end.failure ? <FailureNote failure={end.failure} /> : null}
      <ul aria-label={t('members', { count: group.members })}>
        {group.memberRows.map((row) => (
          <li key={row.person.id} className="groups-row">
            <Stack across gap={2}>
              <a href={`/people/${row.person.id}`}>{row.displayName}</a>
              {/* A display name says the part; where a kind's pattern doesn't, the tag does. */}
              {row.role === 'member' || row.displayName !== row.person.name ? null : (
                <Tag tone={row.role === 'guest' ? 'warn' : 'accent'}>{t(`role.${row.role}`)}</Tag>
              )}
              {row.guest ? (
                <span className="gj-second">
                  {t('guest.line', { reason: row.guest.reason, day: format.day(row.guest.endsOn) })}
                </span>
              ) : null}
            </Stack>
            {row.guest && leads ? (
              <Button
                kind="quiet"
                busy={end.running}
                onPress={() => void end.run({ conversationId, personId: row.person.id })}
              >
                {t('guest.end')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {group.members > group.memberRows.length ? (
        <p className="gj-second">{t('members.more', { count: group.members - group.memberRows.length })}</p>
      ) : null}
    </Card>
  );
}

function History({ group }: { group: Group }) {
  const t = useWords(words);
  const format = useFormat();
  const fieldsIn = (keys: string) =>
    keys
      .split(',')
      .map((key) => t(key as 'purpose'))
      .join(t('and'));
  return (
    <Card title={t('history')}>
      <Timeline
        label={t('history')}
        moments={group.history.map((one, index) => ({
          key: `${one.at} ${index}`,
          tone:
            one.what === 'breach' || one.what === 'leaderless'
              ? 'seal'
              : one.what === 'created' || one.what === 'handOverAccepted' || one.what === 'leaderChanged'
                ? 'pass'
                : 'neutral',
          title: t(`what.${one.what}`, {
            ...one.facts,
            ...(one.facts.breach ? { breach: t(`breach.${one.facts.breach as 'differenceOpen'}`) } : {}),
            ...(one.facts.fields ? { fields: fieldsIn(one.facts.fields) } : {}),
            ...(one.facts.day ? { day: format.day(one.facts.day) } : {}),
          }),
          meta: `${one.by?.name ?? t('system')} · ${format.exact(one.at)}`,
        }))}
      />
    </Card>
  );
}
