import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '#design/button.tsx';
import { NumberInput } from '#design/number-input.tsx';
import { Select } from '#design/select.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Timeline } from '#design/timeline.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listMembersOn, readDepartmentHistory } from '../../contract/chart.ts';
import { readHeadcount, setHeadcount } from '../../contract/headcount.ts';
import { listPosts } from '../../contract/posts.ts';
import { Labelled } from '../parts/labelled.tsx';
import { words } from '../words.ts';

/** A department from the chart: who was in it on the day that is looked at, its headcount, and how it came to be. */
export function DepartmentFacts(props: {
  departmentId: string;
  /** The day that is looked at; undefined: today, when its page says who is in it. */
  on: string | undefined;
  /** Opened on the department's own page. */
  onItsPage?: boolean;
  /** May set the headcount. */
  manages?: boolean;
  onClose: () => void;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { departmentId, on, onClose } = props;
  const read = useRead(readDepartmentHistory, { departmentId });
  const title = read.data?.department.name ?? t('department');
  return (
    <Sheet title={title} onClose={onClose}>
      <div className="gj-stack">
        {props.onItsPage ? null : (
          <p>
            <Link href={`/directory/departments/${departmentId}`}>{t('chart.toDepartment')}</Link>
          </p>
        )}
        {props.manages ? <Headcount departmentId={departmentId} /> : null}
        {on !== undefined ? <MembersOn departmentId={departmentId} on={on} /> : null}
        <h3>{t('chart.history')}</h3>
        <Loaded read={read} shape="rows">
          {(history) => {
            const entries = [
              ...history.places.map((one) => ({
                ...one,
                title: [one.name, one.parent?.name].filter(Boolean).join(' · '),
                icon: 'building' as const,
              })),
              ...history.heads.map((one) => ({
                ...one,
                title: t('fact', { name: t('head'), value: one.person.name }),
                icon: 'me' as const,
              })),
              ...history.deputies.map((one) => ({
                ...one,
                title: t('fact', { name: t('deputy'), value: one.person.name }),
                icon: 'me' as const,
              })),
              ...history.headcounts.map((one) => ({
                ...one,
                title: t('fact', {
                  name: [t('headcount'), one.post?.name].filter(Boolean).join(' · '),
                  value: String(one.planned),
                }),
                icon: 'people' as const,
              })),
            ].sort((one, other) => (one.from < other.from ? 1 : one.from > other.from ? -1 : 0));
            return (
              <Timeline
                label={t('chart.history')}
                moments={entries.map((entry, at) => ({
                  key: String(at),
                  tone: entry.until === null ? 'accent' : 'neutral',
                  icon: entry.icon,
                  title: entry.title,
                  meta:
                    entry.until === null
                      ? t('since', { from: format.day(entry.from) })
                      : t('period', { from: format.day(entry.from), until: format.day(entry.until) }),
                }))}
              />
            );
          }}
        </Loaded>
      </div>
    </Sheet>
  );
}

function MembersOn({ departmentId, on }: { departmentId: string; on: string }) {
  const t = useWords(words);
  const format = useFormat();
  const people = useReadPages(listMembersOn, { departmentId, on, below: true, limit: 50 });
  return (
    <>
      <h3>{t('chart.membersOn', { day: format.day(on) })}</h3>
      {people.failure ? <FailureNote failure={people.failure} onRetry={people.readAgain} /> : null}
      <ul className="gj-rows" aria-busy={people.loading}>
        {people.rows?.map((row) => (
          <li key={`${row.person.id}/${row.department.id}`}>
            {row.person.name}{' '}
            <span className="gj-second">{[row.department.name, row.jobTitle].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {people.rows?.length === 0 ? <p className="gj-second">{t('chart.nobodyThen')}</p> : null}
      <MoreRows of={people} />
    </>
  );
}

function Headcount({ departmentId }: { departmentId: string }) {
  const t = useWords(words);
  const read = useRead(readHeadcount, { departmentId });
  return (
    <Loaded read={read} shape="rows" count={2}>
      {(headcount) => (
        <HeadcountForm
          key={JSON.stringify(headcount)}
          departmentId={departmentId}
          headcount={headcount}
          title={t('headcount')}
        />
      )}
    </Loaded>
  );
}

function HeadcountForm(props: { departmentId: string; headcount: OutputOf<typeof readHeadcount>; title: string }) {
  const t = useWords(words);
  const { departmentId, headcount } = props;
  const [total, setTotal] = useState<number | undefined>(headcount.total ?? undefined);
  const [posts, setPosts] = useState(headcount.posts);
  const all = useRead(listPosts, {}).data?.rows ?? [];
  const save = useCommand(setHeadcount);
  return (
    <section className="gj-form" aria-label={props.title}>
      <Labelled label={t('headcount.total')} hint={t('headcount.there', { people: headcount.people })}>
        {(named) => <NumberInput {...named} value={total} least={0} onChange={setTotal} />}
      </Labelled>
      {posts.map((one) => (
        <Labelled key={one.post.id} label={one.post.name} hint={t('headcount.holders', { people: one.people })}>
          {(named) => (
            <NumberInput
              {...named}
              value={one.planned}
              least={0}
              onChange={(planned) =>
                setPosts(
                  planned === undefined
                    ? posts.filter((other) => other !== one)
                    : posts.map((other) => (other === one ? { ...one, planned } : other)),
                )
              }
            />
          )}
        </Labelled>
      ))}
      <Labelled label={t('headcount.addPost')}>
        {(named) => (
          <Select
            {...named}
            searchable
            value={undefined}
            choices={all
              .filter((post) => !posts.some((one) => one.post.id === post.id))
              .map((post) => ({ value: post.id, label: post.name }))}
            onChange={(id) => {
              const post = all.find((one) => one.id === id);
              if (post) setPosts([...posts, { post: { id: post.id, name: post.name }, planned: 1, people: 0 }]);
            }}
          />
        )}
      </Labelled>
      {save.failure ? <FailureNote failure={save.failure} kept /> : null}
      <div className="gj-actions">
        <Button
          busy={save.running}
          onPress={async () => {
            const done = await save.run({
              departmentId,
              total: total ?? null,
              posts: posts.map((one) => ({ postId: one.post.id, planned: one.planned })),
            });
            if (done) tell(t('saved'));
          }}
        >
          {t('save')}
        </Button>
      </div>
    </section>
  );
}
