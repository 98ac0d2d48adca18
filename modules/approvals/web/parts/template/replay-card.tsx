import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Note } from '#design/note.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { JobProgress } from '#kernel/web/calls/job-progress.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useJob } from '#kernel/web/calls/use-job.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { readReplay, replayTemplate } from '../../../contract/template-operations.ts';
import { useSpoken } from '../../use-spoken.ts';
import { words } from '../../words.ts';

const classes = ['otherApprovers', 'otherBranch', 'stuck', 'refused'] as const;

/** What the draft would have changed for the newest real requests, with the people of now. */
export function ReplayCard({
  kind,
  employerId,
  hasDraft,
}: {
  kind: string;
  employerId?: string | undefined;
  hasDraft: boolean;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const job = useJob(replayTemplate);
  const variant = { kind, ...(employerId && { employerId }) };
  const [only, setOnly] = useState<(typeof classes)[number] | 'all'>('all');
  const read = useRead(readReplay, { ...variant, limit: 1 });
  const list = useReadPages(readReplay, { ...variant, limit: 50, ...(only !== 'all' && { class: only }) });
  const walked = (steps: readonly { name: { zh: string; en: string }; people: readonly { name: string }[] }[]) =>
    steps
      .map((step) => [spoken(step.name), step.people.map((one) => one.name).join('、')].filter(Boolean).join(' '))
      .join(' → ');
  return (
    <Card title={t('template.replay')}>
      <p className="gj-second">{t('template.replay.hint')}</p>
      <Button
        icon="refresh"
        disabled={!hasDraft}
        busy={job.state === 'starting' || job.state === 'queued' || job.state === 'running'}
        onPress={() => void job.start(variant)}
      >
        {t('template.replay.start')}
      </Button>
      <JobProgress job={job as never} />
      <Loaded read={read} shape="rows">
        {({ replay }) =>
          replay ? (
            <>
              <p className="gj-second">
                <When at={replay.at} /> · {replay.by.name}
              </p>
              {replay.outdated ? <Note tone="warn" title={t('template.replay.outdated')} /> : null}
              <RadioGroup<(typeof classes)[number] | 'all'>
                label={t('template.replay.class')}
                value={only}
                choices={(['all', ...classes] as const).map((one) => ({
                  value: one,
                  label: t(`template.replay.${one}`, {
                    count:
                      one === 'all'
                        ? Object.values(replay.counts).reduce((sum, count) => sum + (count ?? 0), 0)
                        : (replay.counts[one] ?? 0),
                  }),
                }))}
                onChange={(next) => setOnly(next ?? 'all')}
              />
              <ul className="gj-rows">
                {(list.rows ?? []).map((row) => (
                  <li key={row.requestId}>
                    <ListRow
                      title={
                        row.mayRead ? (
                          <a href={`/requests/${row.requestId}`}>{`${row.number} ${spoken(row.summary)}`}</a>
                        ) : (
                          t('template.replay.hidden')
                        )
                      }
                      line={
                        row.class === 'refused' || row.class === 'stuck' ? (
                          t('template.replay.why', { why: row.why })
                        ) : (
                          // Where they differ may be at the end of a long path: both are shown whole.
                          <>
                            <span className="approvals-walked">
                              {t('template.replay.before', { path: walked(row.before) })}
                            </span>
                            <span className="approvals-walked">
                              {t('template.replay.after', { path: walked(row.after) })}
                            </span>
                          </>
                        )
                      }
                      deciding={
                        row.class === 'same' || row.class === 'unreadable' ? null : t(`template.found.${row.class}`)
                      }
                    />
                  </li>
                ))}
              </ul>
              <MoreRows of={list} />
            </>
          ) : (
            <p className="gj-second">{t('template.replay.none')}</p>
          )
        }
      </Loaded>
    </Card>
  );
}
