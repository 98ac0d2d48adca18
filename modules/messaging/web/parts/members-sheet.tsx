import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { DatePicker } from '#design/date-picker.tsx';
import { Input } from '#design/input.tsx';
import { MenuButton, type MenuChoice } from '#design/menu-button.tsx';
import { Question } from '#design/question.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { Switch } from '#design/switch.tsx';
import { tell } from '#design/toast.tsx';
import { readClock } from '#kernel/contract/kernel-operations.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Opening } from '#kernel/web/shell/opening.tsx';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { setGroupRules } from '../../contract/content.ts';
import { addMembers, leaveGroup, type readConversation, renameGroup } from '../../contract/conversations.ts';
import {
  dissolveGroup,
  removeMember,
  setMemberRole,
  silenceGroup,
  silenceMember,
  transferGroup,
} from '../../contract/group-tools.ts';
import { groupPanel, groupPrograms } from '../../contract/parts.ts';
import { useGoverning } from '../governing.tsx';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';
import { PersonLine } from './person-line.tsx';

type Conversation = OutputOf<typeof readConversation>;

/** The members of a group, with what may be done to it. */
export function MembersSheet({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const t = useWords(words);
  const faceOf = usePeople(conversation.memberIds);
  const governing = useGoverning();
  const { governed } = governing;
  const [, go] = useLocation();
  const [asking, setAsking] = useState(false);
  const leave = useCommand(leaveGroup);
  const clock = useRead(readClock, {});
  const { conversationId, may, memberIds, name } = conversation;
  const leads = may.includes('lead');
  const owns = may.includes('own');
  const roleOf = (personId: string) =>
    personId === conversation.ownerId
      ? 'owner'
      : (conversation.roles.find((member) => member.personId === personId)?.role ?? 'member');
  const rank = (personId: string) => ['owner', 'deputy', 'member', 'guest'].indexOf(roleOf(personId));
  const commands = {
    remove: useCommand(removeMember),
    role: useCommand(setMemberRole),
    transfer: useCommand(transferGroup),
    silence: useCommand(silenceMember),
    silenceAll: useCommand(silenceGroup),
    rules: useCommand(setGroupRules),
    dissolve: useCommand(dissolveGroup),
  };
  const failure = Object.values(commands).find((command) => command.failure)?.failure;
  const [handing, setHanding] = useState<string>();
  const [guest, setGuest] = useState<string>();
  const [dissolving, setDissolving] = useState(false);
  const toolsOf = (personId: string): MenuChoice[] => {
    const which = { conversationId, personId };
    const role = roleOf(personId);
    const offered = personId === conversation.personId ? [] : governing.onMember(personId, faceOf(personId).ownName);
    if (!leads || role === 'owner' || personId === conversation.personId || (role === 'deputy' && !owns)) {
      return [...offered];
    }
    const silenced = conversation.silencedMembers.some((member) => member.personId === personId);
    const choices: MenuChoice[] = [...offered];
    if (silenced || governing.may('silence')) {
      choices.push({
        key: 'silence',
        label: silenced ? t('silence.end') : t('silence.day'),
        onPress: () =>
          void commands.silence.run({
            ...which,
            until: silenced ? null : new Date(Date.parse(clock.data?.now ?? '') + 86_400_000).toISOString(),
          }),
      });
    }
    if (governing.mayRemove(personId)) {
      choices.push({
        key: 'remove',
        icon: 'trash',
        danger: true,
        label: t('remove.member'),
        onPress: () => void commands.remove.run(which),
      });
    }
    if (owns && !governed)
      choices.unshift(
        {
          key: 'deputy',
          label: role === 'deputy' ? t('deputy.end') : t('deputy.make'),
          onPress: () => void commands.role.run({ ...which, role: role === 'deputy' ? 'member' : 'deputy' }),
        },
        role === 'guest'
          ? { key: 'guest', label: t('guest.end'), onPress: () => void commands.role.run({ ...which, role: 'member' }) }
          : { key: 'guest', label: t('guest.make'), onPress: () => setGuest(personId) },
        { key: 'transfer', icon: 'key', label: t('transfer'), onPress: () => setHanding(personId) },
      );
    return choices;
  };
  const labelOf = (personId: string) => {
    const role = roleOf(personId);
    const until = conversation.roles.find((member) => member.personId === personId)?.guest;
    return [
      // Of a governed group the names say it.
      governed ? '' : role === 'owner' ? t('owner') : role === 'deputy' ? t('deputy') : '',
      role === 'guest' ? (governed ? (until?.reason ?? '') : t('guest', { reason: until?.reason ?? '' })) : '',
      conversation.silencedMembers.some((member) => member.personId === personId) ? t('silenced.mark') : '',
    ]
      .filter(Boolean)
      .join(' · ');
  };
  const mayLeave = may.includes('leave') && governing.may('leave');
  const inOrder = memberIds.toSorted(
    (one, other) => rank(one) - rank(other) || faceOf(one).name.localeCompare(faceOf(other).name, 'zh-CN'),
  );
  return (
    <Sheet
      title={t('members', { count: memberIds.length })}
      onClose={onClose}
      foot={
        mayLeave || (owns && !governed) ? (
          <>
            {mayLeave ? (
              <Button kind="danger" onPress={() => setAsking(true)}>
                {t('leave')}
              </Button>
            ) : null}
            {owns && !governed ? (
              <Button kind="danger" onPress={() => setDissolving(true)}>
                {t('dissolve')}
              </Button>
            ) : null}
          </>
        ) : undefined
      }
    >
      <Stack gap={4}>
        <Opening of={groupPanel} conversationId={conversationId} />
        {may.includes('addMembers') && governing.may('addMembers') ? <AddMembers conversation={conversation} /> : null}
        {may.includes('rename') && governing.may('rename') ? <Rename key={name} conversation={conversation} /> : null}
        {leads ? (
          <fieldset className="msg-choices">
            <legend>{t('rules')}</legend>
            {(
              [
                [
                  'rules.silenced',
                  conversation.silenced,
                  (on: boolean) => commands.silenceAll.run({ conversationId, silenced: on }),
                ],
                [
                  'rules.forwarding',
                  conversation.forwarding,
                  (on: boolean) => commands.rules.run({ conversationId, forwarding: on }),
                ],
                [
                  'rules.forwardConsent',
                  conversation.forwardConsent,
                  (on: boolean) => commands.rules.run({ conversationId, forwardConsent: on }),
                ],
                [
                  'rules.hideText',
                  conversation.hideText,
                  (on: boolean) => commands.rules.run({ conversationId, hideText: on }),
                ],
                [
                  'rules.callingAll',
                  conversation.callingAll,
                  (on: boolean) => commands.rules.run({ conversationId, callingAll: on }),
                ],
              ] as const
            )
              .filter(([word, value]) => word !== 'rules.silenced' || value || governing.may('silence'))
              .map(([word, value, change]) => (
                <div key={word} className="msg-rule">
                  <span>{t(word)}</span>
                  <Switch label={t(word)} value={value} onChange={(on) => void change(on ?? false)} />
                </div>
              ))}
          </fieldset>
        ) : null}
        <Opening of={groupPrograms} conversationId={conversationId} />
        {failure ? <FailureNote failure={failure} /> : null}
        {guest ? (
          <GuestForm
            key={guest}
            conversationId={conversationId}
            personId={guest}
            name={faceOf(guest).name}
            onDone={() => setGuest(undefined)}
          />
        ) : null}
        <ul>
          {inOrder.map((personId) => (
            <li key={personId}>
              <PersonLine
                face={faceOf(personId)}
                deciding={
                  <span className="msg-member-tools">
                    {labelOf(personId)}
                    {toolsOf(personId).length > 0 ? (
                      <MenuButton
                        label={t('member.more', { name: faceOf(personId).name })}
                        choices={toolsOf(personId)}
                      />
                    ) : null}
                  </span>
                }
              />
            </li>
          ))}
        </ul>
      </Stack>
      <Question
        open={asking}
        title={t('leave.ask', { name: name ?? '' })}
        yes={t('leave')}
        no={t('stay')}
        danger
        busy={leave.running}
        onNo={() => setAsking(false)}
        onYes={async () => {
          if (await leave.run({ conversationId })) go('/messages', { replace: true });
        }}
      >
        {t('leave.body')}
        {leave.failure ? <FailureNote failure={leave.failure} /> : null}
      </Question>
      <Question
        open={handing !== undefined}
        title={t('transfer.ask', { name: handing ? faceOf(handing).name : '' })}
        yes={t('transfer')}
        no={t('cancel')}
        busy={commands.transfer.running}
        onNo={() => setHanding(undefined)}
        onYes={async () => {
          if (handing && (await commands.transfer.run({ conversationId, personId: handing }))) setHanding(undefined);
        }}
      >
        {t('transfer.body')}
      </Question>
      <Question
        open={dissolving}
        title={t('dissolve.ask', { name: name ?? '' })}
        yes={t('dissolve')}
        no={t('cancel')}
        danger
        busy={commands.dissolve.running}
        onNo={() => setDissolving(false)}
        onYes={async () => {
          if (await commands.dissolve.run({ conversationId })) setDissolving(false);
        }}
      >
        {t('dissolve.body')}
      </Question>
    </Sheet>
  );
}

/** Makes a member a guest: why, and until the end of which day. */
function GuestForm(props: { conversationId: string; personId: string; name: string; onDone: () => void }) {
  const t = useWords(words);
  const { conversationId, personId } = props;
  const [reason, setReason] = useState('');
  const [day, setDay] = useState<string>();
  const make = useCommand(setMemberRole);
  return (
    <Stack gap={2}>
      <strong>{t('guest.of', { name: props.name })}</strong>
      <label htmlFor="guest-reason">{t('reason')}</label>
      <Input id="guest-reason" value={reason} onChange={(value) => setReason(value ?? '')} most={200} />
      <label htmlFor="guest-until">{t('guest.until')}</label>
      <DatePicker id="guest-until" value={day} onChange={setDay} />
      {make.failure ? <FailureNote failure={make.failure} /> : null}
      <div className="gj-actions">
        <Button
          kind="primary"
          busy={make.running}
          disabled={reason.trim() === '' || day === undefined}
          onPress={async () => {
            const until = new Date(`${day}T23:59:59`).toISOString();
            if (await make.run({ conversationId, personId, role: 'guest', guest: { reason, until } })) props.onDone();
          }}
        >
          {t('guest.make')}
        </Button>
        <Button onPress={props.onDone}>{t('cancel')}</Button>
      </div>
    </Stack>
  );
}

function AddMembers({ conversation }: { conversation: Conversation }) {
  const t = useWords(words);
  const form = useForm(addMembers, {
    initial: { conversationId: conversation.conversationId },
    onDone: ({ addedIds }) => {
      form.startAfresh();
      tell(t('add.done', { count: addedIds.length }));
    },
  });
  return (
    <Form form={form} send={t('add')} icon="plus">
      <Field form={form} name="personIds" label={t('add')} hint={t('add.hint')}>
        {(control) => <Part of={personPicker} {...control} without={conversation.memberIds} />}
      </Field>
    </Form>
  );
}

function Rename({ conversation }: { conversation: Conversation }) {
  const t = useWords(words);
  const form = useForm(renameGroup, {
    initial: { conversationId: conversation.conversationId, name: conversation.name ?? '' },
    onDone: () => {},
  });
  return (
    <Form form={form} send={t('save')}>
      <Field form={form} name="name" label={t('rename')}>
        {(control) => <Input {...control} most={50} />}
      </Field>
    </Form>
  );
}
