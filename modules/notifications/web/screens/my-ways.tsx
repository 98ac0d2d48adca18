import { Card } from '#design/card.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { readPreferences, savePreference, saveQuiet } from '../../contract/preference-operations.ts';
import { type Timing, timing } from '../../contract/timing.ts';
import { DeviceCard } from '../parts/device-card.tsx';
import { QuietFields } from '../parts/quiet-fields.tsx';
import { WaysTable } from '../parts/ways-table.tsx';
import { words } from '../words.ts';

/** How the viewer wants to be told outside the app. */
export function MyWays() {
  const t = useWords(words);
  const read = useRead(readPreferences, {});
  const quiet = useCommand(saveQuiet);
  return (
    <Page title={t('mine')} lead={t('mine.lead')} width="full">
      <Loaded read={read} shape="rows">
        {(mine) => (
          <>
            <DeviceCard read={mine} />
            <Card title={t('mine.quiet')}>
              <p className="gj-second">{t('mine.quietLead')}</p>
              {quiet.failure ? <FailureNote failure={quiet.failure} /> : null}
              <QuietFields
                value={mine.quiet}
                company={mine.companyQuiet}
                onChange={(next) => void quiet.run({ quiet: next })}
              />
            </Card>
            <Card title={t('mine.ways')}>
              {mine.channels.length === 0 ? <p className="gj-second">{t('mine.noChannels')}</p> : <Ways mine={mine} />}
            </Card>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Ways({ mine }: { mine: OutputOf<typeof readPreferences> }) {
  const t = useWords(words);
  const save = useCommand(savePreference);
  const unreachable = mine.channels.filter(({ channel, reaches }) => !reaches && channel !== 'push');
  return (
    <>
      <p className="gj-second">{t('mine.waysLead', { times: mine.digestTimes })}</p>
      {save.failure ? <FailureNote failure={save.failure} /> : null}
      {unreachable.length > 0 ? (
        <Note tone="warn" title={t('mine.unreachable')}>
          {unreachable.map(({ channel }) => t(`channel.${channel}`)).join(' · ')}
        </Note>
      ) : null}
      <WaysTable
        label={t('mine.ways')}
        kinds={mine.kinds}
        channels={mine.channels.map(({ channel }) => channel)}
        cell={(kind, channel, id) => {
          const way = mine.kinds.find((one) => one.kind === kind)?.ways.find((one) => one.channel === channel);
          if (!way) return null;
          const { rule, own } = way;
          const choices = timing.options.filter((value) => value !== 'off' || !rule.mandatory);
          return (
            <>
              <Select<Timing | 'company'>
                id={id}
                value={own === 'off' && rule.mandatory ? 'company' : (own ?? 'company')}
                choices={[
                  { value: 'company', label: t('mine.asCompany', { what: t(`timing.${rule.timing}`) }) },
                  ...choices.map((value) => ({ value, label: t(`timing.${value}`) })),
                ]}
                onChange={(next) =>
                  void save.run({ kind, channel, timing: next === undefined || next === 'company' ? null : next })
                }
              />
              {rule.mandatory ? <span className="gj-faint">{t('mine.mandatory')}</span> : null}
            </>
          );
        }}
      />
    </>
  );
}
