import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { ListRow } from '#design/list-row.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Page } from '#design/page.tsx';
import { Question } from '#design/question.tsx';
import { Stack } from '#design/stack.tsx';
import { Switch } from '#design/switch.tsx';
import { Tag } from '#design/tag.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { SecretSheet } from '#kernel/web/identity/secret-sheet.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { readConversation } from '#modules/messaging/contract/conversations.ts';
import { admitApplication, listGroupBots, removeBot, renewBot } from '../../contract/operations.ts';
import { AddBotSheet, type Bot, ChangeBotSheet } from '../parts/bot-sheet.tsx';
import { words } from '../words.ts';
import '../bots.css';

type Open =
  | { readonly what: 'add' }
  | { readonly what: 'change' | 'renew' | 'remove'; readonly bot: Bot }
  | { readonly what: 'secret'; readonly key: string; readonly secret: string };

/** The programs that may speak in a group. Members see which; leaders look after them. */
export function GroupBots({ params }: ScreenProps) {
  const conversationId = params.conversationId ?? '';
  const t = useWords(words);
  const read = useRead(listGroupBots, { conversationId });
  const conversation = useRead(readConversation, { conversationId });
  const [open, setOpen] = useState<Open>();
  const admit = useCommand(admitApplication);
  const renew = useCommand(renewBot);
  const remove = useCommand(removeBot);
  const close = () => setOpen(undefined);
  const manages = read.data?.may.includes('manage') ?? false;
  const failure = [admit, renew, remove].find((command) => command.failure)?.failure;
  return (
    <Page
      title={t('group')}
      lead={conversation.data?.name ?? ''}
      tools={
        manages ? (
          <Button kind="primary" icon="plus" onPress={() => setOpen({ what: 'add' })}>
            {t('bot.add')}
          </Button>
        ) : null
      }
    >
      {failure ? <FailureNote failure={failure} /> : null}
      <Loaded read={read} shape="rows">
        {({ rows, applications }) => (
          <Stack gap={4}>
            {rows.length === 0 ? (
              <Empty icon="link" title={t('group.none')}>
                {t('group.none.body')}
              </Empty>
            ) : (
              <Card>
                <ul className="bots-rows" aria-label={t('group')}>
                  {rows.map((bot) => (
                    <li key={bot.botId}>
                      <BotLine bot={bot} manages={manages} onOpen={(what) => setOpen({ what, bot })} />
                    </li>
                  ))}
                </ul>
              </Card>
            )}
            {applications.length > 0 ? (
              <Card title={t('admitted')}>
                <ul className="bots-rows" aria-label={t('admitted')}>
                  {applications.map(({ applicationId, name, purpose, admitted }) => (
                    <li key={applicationId}>
                      <ListRow
                        title={name}
                        line={purpose}
                        deciding={
                          manages ? (
                            <Switch
                              label={t('admit', { name })}
                              value={admitted}
                              busy={admit.running}
                              onChange={(on) =>
                                void admit.run({ conversationId, applicationId, admitted: on ?? false })
                              }
                            />
                          ) : null
                        }
                      />
                    </li>
                  ))}
                </ul>
              </Card>
            ) : null}
          </Stack>
        )}
      </Loaded>
      {open?.what === 'add' ? (
        <AddBotSheet
          conversationId={conversationId}
          onSecrets={(secrets) => setOpen({ what: 'secret', ...secrets })}
          onClose={close}
        />
      ) : null}
      {open?.what === 'change' ? <ChangeBotSheet bot={open.bot} onClose={close} /> : null}
      {open?.what === 'renew' ? (
        <Question
          open
          title={t('bot.renew.sure', { name: open.bot.name })}
          yes={t('bot.renew')}
          no={t('cancel')}
          danger
          onNo={close}
          onYes={() => {
            void renew.run({ botId: open.bot.botId }).then((secrets) => {
              if (secrets) setOpen({ what: 'secret', ...secrets });
              else close();
            });
          }}
        />
      ) : null}
      {open?.what === 'remove' ? (
        <Question
          open
          title={t('bot.remove.sure', { name: open.bot.name })}
          yes={t('bot.remove')}
          no={t('cancel')}
          danger
          onNo={close}
          onYes={() => {
            void remove.run({ botId: open.bot.botId });
            close();
          }}
        />
      ) : null}
      {open?.what === 'secret' ? (
        <SecretSheet
          title={t('secret')}
          once={t('secret.once')}
          secrets={[
            { name: t('secret.address'), value: `${location.origin}/cgi-bin/webhook/send?key=${open.key}` },
            { name: t('secret.signing'), value: open.secret },
          ]}
          hint={t('secret.hint')}
          onClose={close}
        />
      ) : null}
    </Page>
  );
}

function BotLine(props: { bot: Bot; manages: boolean; onOpen: (what: 'change' | 'renew' | 'remove') => void }) {
  const t = useWords(words);
  const { bot, onOpen } = props;
  return (
    <ListRow
      title={
        <>
          {bot.name} {bot.active ? null : <Tag tone="warn">{t('bot.off')}</Tag>}
          {bot.signed ? <Tag icon="lock">{t('bot.signed.short')}</Tag> : null}
        </>
      }
      line={
        <>
          {t('bot.by', { name: bot.madeBy.name })}
          {bot.ranges && bot.ranges.length > 0 ? ` · ${bot.ranges.join(' ')}` : ''}
        </>
      }
      when={bot.lastAt ? <When at={bot.lastAt} /> : t('bot.never')}
      deciding={
        props.manages ? (
          <MenuButton
            label={t('bot.menu', { name: bot.name })}
            choices={[
              { key: 'change', icon: 'edit', label: t('change'), onPress: () => onOpen('change') },
              { key: 'renew', icon: 'key', label: t('bot.renew'), onPress: () => onOpen('renew') },
              {
                key: 'remove',
                icon: 'trash',
                danger: true,
                label: t('bot.remove'),
                onPress: () => onOpen('remove'),
              },
            ]}
          />
        ) : null
      }
    />
  );
}
