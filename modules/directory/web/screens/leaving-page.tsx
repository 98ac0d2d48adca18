import type { ReactNode } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { finishHandOver, nameSuccessor, readLeaving } from '../../contract/leaving.ts';
import { EffectsPreview } from '../parts/effects-preview.tsx';
import { Labelled } from '../parts/labelled.tsx';
import { PersonPicker } from '../parts/person-picker.tsx';
import { words } from '../words.ts';
import '../directory.css';

type Leaving = OutputOf<typeof readLeaving>;

/** The hand-over checklist of somebody who leaves: what they hold, who takes it, and afterwards what became of it. */
export function LeavingPage({ params }: ScreenProps) {
  const t = useWords(words);
  const format = useFormat();
  const personId = params.personId ?? '';
  const read = useRead(readLeaving, { personId });
  return (
    <Loaded read={read} shape="page">
      {(leaving) => (
        <Page
          title={t('leaving.title', { name: leaving.person.name })}
          lead={t('leaving.lead', { day: format.day(leaving.lastDay) })}
          tools={<Button href={`/directory/people/${personId}`}>{t('person')}</Button>}
        >
          {leaving.state === 'waiting' ? <Waiting leaving={leaving} /> : <Done leaving={leaving} />}
        </Page>
      )}
    </Loaded>
  );
}

function Waiting({ leaving }: { leaving: Leaving }) {
  const t = useWords(words);
  const name = useCommand(nameSuccessor);
  const personId = leaving.person.id;
  const mayName = leaving.may.includes('nameSuccessor');
  const held = leaving.lines.filter((line) => line.count > 0);
  return (
    <>
      {name.failure ? <FailureNote failure={name.failure} /> : null}
      <Card title={t('leaving.forAll')}>
        {mayName ? (
          <Labelled label={t('leaving.successor')} hint={t('leaving.successorHint')}>
            {(named) => (
              <PersonPicker
                {...named}
                most={1}
                without={[personId]}
                disabled={name.running}
                value={leaving.successor ? [leaving.successor.id] : []}
                onChange={(ids) => void name.run({ personId, line: null, successorId: ids?.[0] ?? null })}
              />
            )}
          </Labelled>
        ) : (
          <p>{leaving.successor?.name ?? t('leavings.noSuccessor')}</p>
        )}
      </Card>
      <Card title={t('leaving.holds')}>
        {held.length === 0 ? <p className="gj-second">{t('leaving.nothing')}</p> : null}
        <ul className="directory-lines" aria-label={t('leaving.holds')}>
          {held.map((line) => (
            <Line key={line.line} line={line} to={<GoesTo line={line} />}>
              {mayName && line.moves ? (
                <Labelled label={t('leaving.lineSuccessor')}>
                  {(named) => (
                    <PersonPicker
                      {...named}
                      most={1}
                      without={[personId]}
                      disabled={name.running}
                      placeholder={t('leaving.asForAll')}
                      value={line.named ? [line.named.id] : []}
                      onChange={(ids) => void name.run({ personId, line: line.line, successorId: ids?.[0] ?? null })}
                    />
                  )}
                </Labelled>
              ) : null}
            </Line>
          ))}
        </ul>
      </Card>
      {mayName ? <EffectsPreview personId={personId} change={null} /> : null}
    </>
  );
}

function GoesTo({ line }: { line: Leaving['lines'][number] }) {
  const t = useWords(words);
  if (!line.moves) return <Tag>{t('leaving.ends')}</Tag>;
  return (
    <>
      {line.problem ? <Tag tone="seal">{t(`leaving.problem.${line.problem}`)}</Tag> : null}
      {line.goesTo ? (
        <Tag tone={line.goesTo.chosen === 'line' || line.goesTo.chosen === 'all' ? 'pass' : 'warn'}>
          {t(`leaving.to.${line.goesTo.chosen}`, { name: line.goesTo.name })}
        </Tag>
      ) : (
        <Tag tone="seal">{t('leaving.toNobody')}</Tag>
      )}
    </>
  );
}

function Line(props: {
  line: Pick<Leaving['lines'][number], 'title' | 'hint' | 'count' | 'names'>;
  to: ReactNode;
  children?: ReactNode;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const { title, hint, count, names } = props.line;
  return (
    <li>
      <div className="directory-line-head">
        <strong>
          {title[language]} <span className="gj-figure">{count}</span>
        </strong>
        {props.to}
      </div>
      {names.length > 0 ? (
        <div>
          {names.join(t('comma'))}
          {names.length < count ? t('leaving.andMore') : ''}
        </div>
      ) : null}
      <div className="gj-second">{hint[language]}</div>
      {props.children}
    </li>
  );
}

function Done({ leaving }: { leaving: Leaving }) {
  const t = useWords(words);
  const finish = useCommand(finishHandOver);
  const language = useLanguage();
  const personId = leaving.person.id;
  const open = leaving.outcomes.filter((one) => one.to === null);
  return (
    <>
      {open.length > 0 ? (
        <Note tone="seal" title={t('leaving.left', { count: open.length })}>
          {t('leaving.left.body')}
        </Note>
      ) : null}
      {finish.failure ? <FailureNote failure={finish.failure} /> : null}
      <Card title={t('leaving.outcomes')}>
        {leaving.outcomes.length === 0 ? <p className="gj-second">{t('leaving.nothing')}</p> : null}
        <ul className="directory-lines" aria-label={t('leaving.outcomes')}>
          {leaving.outcomes.map((one) => (
            <li key={one.line}>
              <div className="directory-line-head">
                <strong>
                  {one.title[language]} <span className="gj-figure">{one.handed}</span>
                </strong>
                {one.to ? (
                  <Tag tone="pass">{t(`leaving.to.${one.to.chosen}`, { name: one.to.name })}</Tag>
                ) : (
                  <Tag tone="seal">{t('leaving.toNobody')}</Tag>
                )}
              </div>
              {one.to === null ? (
                <Labelled
                  label={t('leaving.lineSuccessor')}
                  {...(one.failureCode ? { hint: t('leaving.refused', { code: one.failureCode }) } : {})}
                >
                  {(named) => (
                    <PersonPicker
                      {...named}
                      most={1}
                      value={[]}
                      disabled={finish.running}
                      onChange={(ids) => {
                        const [successorId] = ids ?? [];
                        if (successorId) void finish.run({ personId, line: one.line, successorId });
                      }}
                    />
                  )}
                </Labelled>
              ) : null}
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
