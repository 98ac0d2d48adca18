import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Empty } from '#design/empty.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Question } from '#design/question.tsx';
import { Tabs } from '#design/tabs.tsx';
import { tell } from '#design/toast.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { readChart } from '../../contract/chart.ts';
import {
  agreeReorganisation,
  changeReorganisation,
  publishReorganisation,
  type ReorganisationStep,
  readReorganisation,
  rebaseReorganisation,
  withdrawReorganisation,
} from '../../contract/reorganisations.ts';
import { ChartView } from '../chart/chart-view.tsx';
import { ComparisonTable } from '../reorganisation/comparison-table.tsx';
import { StateTag } from '../reorganisation/state-tag.tsx';
import { stepSentence } from '../reorganisation/step-sentence.ts';
import { StepSheet } from '../reorganisation/step-sheet.tsx';
import { words } from '../words.ts';
import '../directory.css';
import '../chart/chart.css';

type Draft = OutputOf<typeof readReorganisation>;

/** One reorganisation: the tree as it would be, its steps, what would be different, and the way to its day. */
export function Reorganisation({ params }: ScreenProps) {
  const reorganisationId = params.reorganisationId ?? '';
  const read = useRead(readReorganisation, { reorganisationId }, { keep: true });
  return (
    <Loaded read={read} shape="page">
      {(draft) => <Editor key={draft.id} draft={draft} />}
    </Loaded>
  );
}

function Editor({ draft }: { draft: Draft }) {
  const t = useWords(words);
  const format = useFormat();
  const phone = useIsPhone();
  const [, go] = useLocation();
  const tab = (new URLSearchParams(useSearch()).get('show') ?? 'chart') as 'chart' | 'steps' | 'changes';
  const [opened, setOpened] = useState<string>();
  const [others, setOthers] = useState(false);
  const [asked, setAsked] = useState<'publish' | 'withdraw'>();
  const over = draft.state === 'done' || draft.state === 'withdrawn';
  const chart = useRead(readChart, { reorganisationId: draft.id }, { when: !over, keep: true });
  const change = useCommand(changeReorganisation);
  const rebase = useCommand(rebaseReorganisation);
  const agree = useCommand(agreeReorganisation);
  const publish = useCommand(publishReorganisation);
  const withdraw = useCommand(withdrawReorganisation);
  const failure = change.failure ?? rebase.failure ?? agree.failure ?? publish.failure ?? withdraw.failure;
  const seen = { reorganisationId: draft.id, revision: draft.revision };
  const edits = draft.may.includes('change');
  const errors = draft.problems.filter((problem) => problem.severity === 'error');
  const warnings = draft.problems.filter((problem) => problem.severity === 'warning');
  const departments = chart.data?.departments ?? [];
  const setSteps = async (steps: readonly ReorganisationStep[]) => {
    const done = await change.run({ ...seen, change: { steps: [...steps] } });
    if (!done) return;
    setOpened(undefined);
    setOthers(false);
  };
  const add = (step: ReorganisationStep) => void setSteps([...draft.steps, step]);
  const problem = ({ step, code, facts }: Draft['problems'][number]) => {
    const said = t(`problem.${code}`, {
      ...facts,
      ...(typeof facts.on === 'string' ? { on: format.day(facts.on) } : {}),
    });
    return step === null ? said : t('reorganisation.atStep', { step: step + 1, said });
  };
  const department = departments.find((one) => one.id === opened);
  return (
    <Page
      title={draft.name}
      lead={
        <>
          <StateTag state={draft.state} />{' '}
          {[
            draft.employer.name,
            draft.on ? t('reorganisation.onDay', { day: format.day(draft.on) }) : t('reorganisation.noDay'),
            draft.changedBy ? t('reorganisation.by', { name: draft.changedBy.name }) : '',
            draft.agreedBy ? t('reorganisation.agreedBy', { name: draft.agreedBy.name }) : '',
            draft.publishedBy ? t('reorganisation.publishedBy', { name: draft.publishedBy.name }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </>
      }
      width="full"
      tools={
        edits ? (
          <>
            <Button
              icon="undo"
              disabled={draft.steps.length === 0}
              busy={change.running}
              onPress={() => void setSteps(draft.steps.slice(0, -1))}
            >
              {t('reorganisation.undo')}
            </Button>
            <Button icon="people" onPress={() => setOthers(true)}>
              {t('reorganisation.peopleAndPosts')}
            </Button>
          </>
        ) : null
      }
      decide={
        draft.state === 'done' || draft.state === 'withdrawn' ? null : (
          <>
            {draft.may.includes('agree') ? (
              <Button kind="primary" icon="check" busy={agree.running} onPress={() => void agree.run(seen)}>
                {t('reorganisation.agree')}
              </Button>
            ) : null}
            {draft.may.includes('publish') ? (
              <Button kind="primary" busy={publish.running} onPress={() => setAsked('publish')}>
                {t('reorganisation.publish')}
              </Button>
            ) : null}
            {draft.may.includes('withdraw') ? (
              <Button kind="danger" busy={withdraw.running} onPress={() => setAsked('withdraw')}>
                {t('reorganisation.withdraw')}
              </Button>
            ) : null}
            <span className="gj-second">{t(`reorganisation.next.${draft.state}`)}</span>
          </>
        )
      }
    >
      {draft.reason === '' ? null : <p className="gj-second">{draft.reason}</p>}
      {failure ? <FailureNote failure={failure} /> : null}
      {draft.conflicts.length > 0 ? (
        <Note
          tone="warn"
          title={t('reorganisation.conflicts', { count: draft.conflicts.length })}
          {...(edits
            ? {
                actions: (
                  <Button busy={rebase.running} onPress={() => void rebase.run(seen)}>
                    {t('reorganisation.rebase')}
                  </Button>
                ),
              }
            : {})}
        >
          <ul className="directory-said">
            {draft.conflicts.map((one) => (
              <li key={`${one.step}/${one.what}/${one.subject}`}>
                {t('reorganisation.conflict', {
                  step: one.step + 1,
                  subject: one.subject,
                  what: t(`conflict.${one.what}`),
                  was: one.was || t('none'),
                  is: one.is || t('none'),
                })}
              </li>
            ))}
          </ul>
        </Note>
      ) : null}
      {errors.length > 0 ? (
        <Note tone="seal" title={t('reorganisation.errors', { count: errors.length })}>
          <ul className="directory-said">
            {errors.map((one) => (
              <li key={problem(one)}>{problem(one)}</li>
            ))}
          </ul>
        </Note>
      ) : null}
      {warnings.length > 0 ? (
        <Note tone="accent" title={t('reorganisation.warnings', { count: warnings.length })}>
          <ul className="directory-said">
            {warnings.map((one) => (
              <li key={problem(one)}>{problem(one)}</li>
            ))}
          </ul>
        </Note>
      ) : null}
      <Tabs
        label={draft.name}
        current={over && tab === 'chart' ? 'changes' : tab}
        onChange={(key) => go(`/structure/reorganisations/${draft.id}?show=${key}`, { replace: true })}
        tabs={[
          ...(over ? [] : [{ key: 'chart' as const, title: t('reorganisation.chart') }]),
          { key: 'steps', title: t('reorganisation.stepsTitle') },
          { key: 'changes', title: t('reorganisation.changes') },
        ]}
      />
      {edits ? (
        <div className="directory-chart-day">
          <label htmlFor="reorganisation-day">{t('on')}</label>
          <DatePicker
            id="reorganisation-day"
            value={draft.on ?? undefined}
            onChange={(on) => void change.run({ ...seen, change: { on: on ?? null } })}
          />
        </div>
      ) : null}
      {tab === 'chart' && !over ? (
        <Loaded read={chart} shape="page">
          {() => (
            <ChartView
              label={t('reorganisation.chart')}
              departments={departments}
              onOpen={setOpened}
              {...(edits
                ? {
                    onMove: (departmentId: string, parentId: string) =>
                      add({ kind: 'moveDepartment', departmentId, parentId }),
                    tools: (
                      <span className="gj-second">
                        {t(phone ? 'reorganisation.pressHint' : 'reorganisation.dragHint')}
                      </span>
                    ),
                  }
                : {})}
            />
          )}
        </Loaded>
      ) : null}
      {tab === 'steps' ? (
        draft.steps.length === 0 ? (
          <Empty icon="branch" title={t('reorganisation.noSteps')}>
            {t('reorganisation.dragHint')}
          </Empty>
        ) : (
          <ol className="directory-steps">
            {draft.steps.map((step, at) => {
              const { key, facts } = stepSentence(step, draft.names, (names) => names.join(t('comma')), t('none'));
              const said = t(key, facts);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
                <li key={at}>
                  <span className="gj-figure">{at + 1}</span>
                  <span>{said}</span>
                  {edits ? (
                    <Button
                      kind="quiet"
                      icon="trash"
                      label={t('reorganisation.dropStep', { step: at + 1 })}
                      onPress={() => void setSteps(draft.steps.filter((_, other) => other !== at))}
                    />
                  ) : null}
                </li>
              );
            })}
          </ol>
        )
      ) : null}
      {tab === 'changes' || (over && tab === 'chart') ? <ComparisonTable comparison={draft.comparison} /> : null}
      {edits && department && department.mark !== 'removed' ? (
        <StepSheet
          key={department.id}
          department={department}
          departments={departments}
          busy={change.running}
          onAdd={add}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
      {edits && others ? (
        <StepSheet departments={departments} busy={change.running} onAdd={add} onClose={() => setOthers(false)} />
      ) : null}
      <Question
        open={asked !== undefined}
        title={t(asked === 'withdraw' ? 'reorganisation.withdrawAsk' : 'reorganisation.publishAsk', {
          name: draft.name,
        })}
        yes={t(asked === 'withdraw' ? 'reorganisation.withdraw' : 'reorganisation.publish')}
        no={t('cancel')}
        danger={asked === 'withdraw'}
        onNo={() => setAsked(undefined)}
        onYes={async () => {
          const done = asked === 'withdraw' ? await withdraw.run(seen) : await publish.run(seen);
          setAsked(undefined);
          if (done) tell(t('saved'));
        }}
      >
        {asked === 'withdraw'
          ? t('reorganisation.withdrawBody')
          : t('reorganisation.publishBody', {
              day: draft.on ? format.day(draft.on) : '',
              people: draft.comparison.counts.people + draft.comparison.counts.carriedAlong,
            })}
      </Question>
    </Page>
  );
}
