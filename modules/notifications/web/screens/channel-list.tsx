import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Page } from '#design/page.tsx';
import { Select } from '#design/select.tsx';
import { Tag } from '#design/tag.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { listChannels, listKindRules, saveKindRule } from '../../contract/channel-operations.ts';
import { type OutsideChannel, outsideChannels } from '../../contract/channels.ts';
import { usualRule } from '../../domain/plan-delivery.ts';
import { RulesCard } from '../parts/rules-card.tsx';
import { WaysTable } from '../parts/ways-table.tsx';
import { words } from '../words.ts';

/** The ways out of the app, what holds for all of them, and which kinds go where. */
export function ChannelList() {
  const t = useWords(words);
  const read = useRead(listChannels, {});
  return (
    <Page
      title={t('channels')}
      lead={t('channels.lead')}
      width="full"
      tools={
        <Button kind="quiet" icon="list" href="/notifications/deliveries">
          {t('channels.log')}
        </Button>
      }
    >
      <Loaded read={read} shape="rows">
        {({ rows }) => {
          const active = outsideChannels.filter((channel) => rows.some((row) => row.channel === channel && row.active));
          return (
            <>
              <ul className="gj-rows gj-card notice-channels">
                {outsideChannels.map((channel) => (
                  <li key={channel}>
                    <ChannelRow channel={channel} row={rows.find((row) => row.channel === channel)} />
                  </li>
                ))}
              </ul>
              <RulesCard channels={active} />
              <Card title={t('kinds')}>
                {active.length > 0 ? <Kinds channels={active} /> : <p className="gj-second">{t('kinds.none')}</p>}
              </Card>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function ChannelRow(props: {
  channel: OutsideChannel;
  row: OutputOf<typeof listChannels>['rows'][number] | undefined;
}) {
  const t = useWords(words);
  const { channel, row } = props;
  const state = !row ? (
    <Tag>{t('channels.unset')}</Tag>
  ) : row.active ? (
    <Tag tone="pass">{t('channels.on')}</Tag>
  ) : (
    <Tag tone="warn">{t('channels.off')}</Tag>
  );
  return (
    <RowLink to={`/notifications/channels/${channel}`}>
      <ListRow
        title={t(`channel.${channel}`)}
        line={t(`channels.hint.${channel}`)}
        deciding={state}
        when={row?.test ? t('channels.tested', { state: t(`state.${row.test.state}`) }) : null}
      />
    </RowLink>
  );
}

const rules = {
  off: { timing: 'off', mandatory: false },
  now: { timing: 'now', mandatory: false },
  digest: { timing: 'digest', mandatory: false },
  mustNow: { timing: 'now', mandatory: true },
  mustDigest: { timing: 'digest', mandatory: true },
} as const;
type RuleName = keyof typeof rules;

function Kinds({ channels }: { channels: readonly OutsideChannel[] }) {
  const t = useWords(words);
  const read = useRead(listKindRules, {});
  const save = useCommand(saveKindRule);
  const ruleNames = Object.keys(rules) as RuleName[];
  const shown = (name: RuleName) => {
    const what = t(`timing.${rules[name].timing}`);
    return rules[name].mandatory ? t('kinds.must', { what }) : what;
  };
  return (
    <>
      <p className="gj-second">{t('kinds.lead')}</p>
      {save.failure ? <FailureNote failure={save.failure} /> : null}
      <Loaded read={read} shape="rows">
        {({ kinds, rules: set }) => (
          <WaysTable
            label={t('kinds')}
            kinds={kinds}
            channels={channels}
            cell={(kind, channel, id) => {
              const rule = set.find((one) => one.kind === kind && one.channel === channel)?.rule;
              const name = ruleNames.find(
                (one) => rule && rules[one].timing === rule.timing && rules[one].mandatory === rule.mandatory,
              );
              const usual = t('kinds.usual', { what: t(`timing.${usualRule(channel).timing}`) });
              return (
                <Select<RuleName | 'usual'>
                  id={id}
                  value={name ?? 'usual'}
                  choices={[
                    { value: 'usual', label: usual },
                    ...ruleNames.map((value) => ({ value, label: shown(value) })),
                  ]}
                  onChange={(next) =>
                    void save.run({
                      kind,
                      channel,
                      rule: next === undefined || next === 'usual' ? null : rules[next],
                    })
                  }
                />
              );
            }}
          />
        )}
      </Loaded>
    </>
  );
}
