import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Stack } from '#design/stack.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { adoptGroup, answerHandOver, listMyGroups, settleGroups } from '../../contract/operations.ts';
import { createKind } from '../../contract/request-kinds.ts';
import { AdoptSheet } from '../parts/adopt-sheet.tsx';
import { DifferenceList } from '../parts/difference-list.tsx';
import { DissolveSheet } from '../parts/dissolve-sheet.tsx';
import { GroupLine } from '../parts/group-line.tsx';
import { GroupTabs } from '../parts/group-tabs.tsx';
import { HandOverSheet } from '../parts/hand-over-sheet.tsx';
import { JoinAsks } from '../parts/join-asks.tsx';
import { PatrolSheet } from '../parts/patrol-sheet.tsx';
import { words } from '../words.ts';
import '../groups.css';

type Answer = OutputOf<typeof listMyGroups>;
type Led = Answer['groups'][number];

/** What a leader has to do in all his groups, settled in one tap; below, the groups themselves. */
export function MyGroups() {
  const t = useWords(words);
  return (
    <Page
      title={t('title')}
      tools={
        <Button kind="primary" icon="plus" href={`/requests/new/${createKind.name}`}>
          {t('new')}
        </Button>
      }
    >
      <GroupTabs current="mine" />
      <Loaded read={useRead(listMyGroups, {})} shape="rows">
        {(mine) => (
          <Stack gap={4}>
            {mine.offered.map((one) => (
              <Offered key={one.handOverId} offered={one} />
            ))}
            {mine.adoptions.map((one) => (
              <Adoptable key={one.conversationId} adoption={one} />
            ))}
            <JoinAsks asks={mine.asks} />
            <Settle groups={mine.groups} />
            {mine.groups.flatMap((group) => (isToDo(group) ? [<ToDo key={group.conversationId} group={group} />] : []))}
            {mine.groups.length === 0 ? (
              <Empty icon="people" title={t('mine.none')}>
                {t('mine.none.body')}
              </Empty>
            ) : (
              <Card title={t('mine')}>
                <ul className="groups-rows" aria-label={t('mine')}>
                  {mine.groups.map((row) => (
                    <li key={row.conversationId}>
                      <GroupLine row={row} />
                    </li>
                  ))}
                </ul>
              </Card>
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

const isToDo = (group: Led) =>
  group.differences.length > 0 || group.handOver !== null || group.patrolDue || (group.over && !group.dissolving);

function Settle({ groups }: { groups: Answer['groups'] }) {
  const t = useWords(words);
  const settle = useCommand(settleGroups);
  const open = groups.filter((group) => group.difference > 0);
  if (open.length === 0) return null;
  const people = open.reduce((sum, group) => sum + group.difference, 0);
  return (
    <Note
      tone="warn"
      title={t('settle.title', { groups: open.length, people })}
      actions={
        <Button
          kind="primary"
          busy={settle.running}
          onPress={() => void settle.run({}).then((done) => done && tell(t('settle.done', done)))}
        >
          {t('settle')}
        </Button>
      }
    >
      {t('settle.hint')}
      {settle.failure ? <FailureNote failure={settle.failure} /> : null}
    </Note>
  );
}

function ToDo({ group }: { group: Led }) {
  const t = useWords(words);
  const format = useFormat();
  const [sheet, setSheet] = useState<'handOver' | 'patrol' | 'dissolve'>();
  const { conversationId, handOver } = group;
  const close = () => setSheet(undefined);
  return (
    <Card title={<a href={`/groups/${conversationId}`}>{group.name}</a>}>
      <Stack gap={2}>
        {handOver ? (
          <div className="groups-row">
            <span>
              {handOver.to
                ? t('handOver.waits', { name: handOver.to.name })
                : t('handOver.due', { day: format.day(handOver.dueOn) })}
            </span>
            <Button onPress={() => setSheet('handOver')}>{t(handOver.to ? 'handOver.other' : 'handOver')}</Button>
          </div>
        ) : null}
        {group.over && !group.dissolving && group.endsOn ? (
          <div className="groups-row">
            <span>{t('over', { day: format.day(group.endsOn) })}</span>
            <Button onPress={() => setSheet('dissolve')}>{t('dissolve.ask')}</Button>
          </div>
        ) : null}
        {group.patrolDue ? (
          <div className="groups-row">
            <span>{t('patrol.due')}</span>
            <Button onPress={() => setSheet('patrol')}>{t('patrol')}</Button>
          </div>
        ) : null}
        {group.differences.length > 0 ? (
          <DifferenceList conversationId={conversationId} rows={group.differences} leads />
        ) : null}
      </Stack>
      {sheet === 'handOver' ? <HandOverSheet conversationId={conversationId} onClose={close} /> : null}
      {sheet === 'patrol' ? <PatrolSheet conversationId={conversationId} onClose={close} /> : null}
      {sheet === 'dissolve' ? (
        <DissolveSheet conversationId={conversationId} name={group.name} process={group.process} onClose={close} />
      ) : null}
    </Card>
  );
}

function Offered({ offered }: { offered: Answer['offered'][number] }) {
  const t = useWords(words);
  const answer = useCommand(answerHandOver);
  const { handOverId } = offered;
  return (
    <Note
      tone="accent"
      title={t('offered', { from: offered.from.name, name: offered.name })}
      actions={
        <>
          <Button busy={answer.running} onPress={() => void answer.run({ handOverId, accept: false })}>
            {t('decline')}
          </Button>
          <Button
            kind="primary"
            busy={answer.running}
            onPress={() =>
              void answer.run({ handOverId, accept: true }).then((done) => done && tell(t('offered.accepted')))
            }
          >
            {t('accept')}
          </Button>
        </>
      }
    >
      {t('offered.hint')}
      {answer.failure ? <FailureNote failure={answer.failure} /> : null}
    </Note>
  );
}

function Adoptable({ adoption }: { adoption: Answer['adoptions'][number] }) {
  const t = useWords(words);
  const format = useFormat();
  const adopt = useCommand(adoptGroup);
  const [changing, setChanging] = useState(false);
  return (
    <Note
      tone="accent"
      title={t('adopt.title', { name: adoption.name, proposed: adoption.proposedName })}
      actions={
        <>
          <Button onPress={() => setChanging(true)}>{t('adopt.change')}</Button>
          <Button
            kind="primary"
            busy={adopt.running}
            onPress={() =>
              void adopt.run({ conversationId: adoption.conversationId }).then((done) => done && tell(t('adopt.done')))
            }
          >
            {t('adopt')}
          </Button>
        </>
      }
    >
      {t('adopt.hint', { day: format.day(adoption.graceUntil) })}
      {adopt.failure ? <FailureNote failure={adopt.failure} /> : null}
      {changing ? <AdoptSheet adoption={adoption} onClose={() => setChanging(false)} /> : null}
    </Note>
  );
}
