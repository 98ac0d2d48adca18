import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallInputOf, OperationContract } from '#kernel/contract/operation.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { openPush, verifyPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson, type TestCompany, testAuthority } from '#modules/directory/testing.ts';
import { modules } from '#modules/index.ts';
import { addMembers, leaveGroup, listConversations, readConversation } from './contract/conversations.ts';
import {
  clearAnnouncement,
  dissolveGroup,
  postAnnouncement,
  removeMember,
  removeMessage,
  setMemberRole,
  silenceGroup,
  silenceMember,
  transferGroup,
} from './contract/group-tools.ts';
import { listMessages, listReaders, markRead, recallMessage } from './contract/messages.ts';
import { keepGroupUntil } from './contract/retention.ts';
import { unreadTotal } from './contract/unread-total.ts';
import { aDirect, aGroup, say } from './testing.ts';
import { cacheRules } from './web/cache.ts';

let test: TestProgram;
let company: TestCompany;
/** Owner, deputy, member, another member, outsider. */
let ann: TestClient;
let bo: TestClient;
let cai: TestClient;
let dan: TestClient;
let eve: TestClient;

beforeAll(async () => {
  test = await startTestProgram({
    modules,
    authority: testAuthority(modules, new Map()),
    timeZone: async () => 'Asia/Shanghai',
  });
  company = await aCompany(test);
  const newcomer = async (name: string) => test.as(await aPerson(test, company, { name }));
  [ann, bo, cai, dan, eve] = [
    await newcomer('安然'),
    await newcomer('薄云'),
    await newcomer('蔡青'),
    await newcomer('丁一'),
    await newcomer('伊芙'),
  ];
});
afterAll(() => test.stop());

const refusal = (code: string, status: number) => expect.objectContaining({ code, status });
const later = (hours: number) => test.program.kernel.clock.now().add({ hours }).toString();
const see = (who: TestClient, conversationId: string) => who.call(readConversation, { conversationId });
const said = async (who: TestClient, conversationId: string) =>
  (await who.call(listMessages, { conversationId, after: 0 })).rows;

/** Ann owns it, Bo is a deputy. */
async function aLedGroup(): Promise<string> {
  const group = await aGroup(ann, [bo, cai, dan]);
  await ann.call(setMemberRole, { conversationId: group, personId: bo.personId, role: 'deputy' });
  return group;
}

describe('roles', () => {
  it('are the owner’s to give; a deputy leads plain members only', async () => {
    const group = await aLedGroup();
    expect(await see(ann, group)).toMatchObject({
      role: 'owner',
      roles: [{ personId: bo.personId, role: 'deputy', guest: null }],
      may: ['send', 'rename', 'addMembers', 'leave', 'lead', 'callAll', 'pinMessages', 'own'],
    });
    expect((await see(bo, group)).may).toEqual([
      'send',
      'rename',
      'addMembers',
      'leave',
      'lead',
      'callAll',
      'pinMessages',
    ]);
    expect((await see(cai, group)).may).toEqual(['send', 'rename', 'addMembers', 'leave']);
    const which = { conversationId: group, personId: dan.personId };
    await expect(bo.call(setMemberRole, { ...which, role: 'deputy' })).rejects.toEqual(
      refusal('messaging.notOwner', 403),
    );
    await expect(bo.call(transferGroup, which)).rejects.toEqual(refusal('messaging.notOwner', 403));
    await ann.call(setMemberRole, { ...which, role: 'deputy' });
    await expect(bo.call(removeMember, which)).rejects.toEqual(refusal('messaging.notOwner', 403));
    await expect(bo.call(removeMember, { ...which, personId: ann.personId })).rejects.toEqual(
      refusal('messaging.ownerStays', 409),
    );
    await expect(cai.call(removeMember, which)).rejects.toEqual(refusal('messaging.notLeader', 403));
    await expect(bo.call(removeMember, { ...which, personId: eve.personId })).rejects.toEqual(
      refusal('messaging.notAMember', 409),
    );
    await bo.call(removeMember, { ...which, personId: cai.personId });
    await expect(see(cai, group)).rejects.toEqual(refusal('kernel.notFound', 404));
    await ann.call(removeMember, which);
    expect((await see(ann, group)).memberIds).toEqual([ann.personId, bo.personId].sort());
  });

  it('owner: handed over, and to the deputy where the owner leaves', async () => {
    const group = await aLedGroup();
    await ann.call(transferGroup, { conversationId: group, personId: dan.personId });
    expect(await see(dan, group)).toMatchObject({ ownerId: dan.personId, role: 'owner' });
    expect((await see(ann, group)).role).toBe('member');
    await dan.call(leaveGroup, { conversationId: group });
    expect((await see(bo, group)).ownerId).toBe(bo.personId);
    expect((await see(bo, group)).roles).toEqual([]);
    // Who comes back comes back as a plain member.
    await bo.call(addMembers, { conversationId: group, personIds: [dan.personId] });
    expect((await see(dan, group)).role).toBe('member');
  });

  it('guest: with a reason and an end, at which they leave', async () => {
    const group = await aLedGroup();
    const which = { conversationId: group, personId: cai.personId, role: 'guest' as const };
    await expect(ann.call(setMemberRole, which)).rejects.toEqual(refusal('messaging.guestNeedsReason', 422));
    await expect(ann.call(setMemberRole, { ...which, guest: { reason: '验收', until: later(-1) } })).rejects.toEqual(
      refusal('messaging.untilPast', 422),
    );
    const until = later(5);
    await ann.call(setMemberRole, { ...which, guest: { reason: '验收', until } });
    expect((await see(cai, group)).roles).toContainEqual({
      personId: cai.personId,
      role: 'guest',
      guest: { reason: '验收', until: expect.anything() },
    });
    // A guest made a member stays; the other end comes.
    const dans = { ...which, personId: dan.personId };
    await ann.call(setMemberRole, { ...dans, guest: { reason: '验收', until: later(4) } });
    await ann.call(setMemberRole, { ...dans, role: 'member' });
    await test.advance({ hours: 6 });
    expect((await see(ann, group)).memberIds).toEqual([ann, bo, dan].map((one) => one.personId).sort());
  });
});

describe('leaders', () => {
  it('silence everybody, or one for a time; they themselves still write', async () => {
    const group = await aLedGroup();
    await bo.call(silenceGroup, { conversationId: group, silenced: true });
    await expect(say(cai, group, '在')).rejects.toEqual(refusal('messaging.silenced', 403));
    expect((await see(cai, group)).may).not.toContain('send');
    await say(ann, group, '一');
    await say(bo, group, '二');
    await bo.call(silenceGroup, { conversationId: group, silenced: false });
    const which = { conversationId: group, personId: cai.personId };
    await bo.call(silenceMember, { ...which, until: later(2) });
    await expect(say(cai, group, '在')).rejects.toEqual(refusal('messaging.silenced', 403));
    expect((await see(ann, group)).silencedMembers).toMatchObject([{ personId: cai.personId }]);
    await say(dan, group, '三');
    await test.advance({ hours: 3 });
    expect((await say(cai, group, '四')).seq).toBe(4);
    expect((await see(ann, group)).silencedMembers).toEqual([]);
    await bo.call(silenceMember, { ...which, until: later(2) });
    await bo.call(silenceMember, { ...which, until: null });
    // What was refused took no place.
    expect((await say(cai, group, '五')).seq).toBe(5);
    await expect(cai.call(silenceGroup, { conversationId: group, silenced: true })).rejects.toEqual(
      refusal('messaging.notLeader', 403),
    );
  });

  it('announce, and see who has read it', async () => {
    const group = await aLedGroup();
    const announce = { conversationId: group, clientId: crypto.randomUUID(), text: '周五盘点' };
    await expect(cai.call(postAnnouncement, announce)).rejects.toEqual(refusal('messaging.notLeader', 403));
    const { seq } = await bo.call(postAnnouncement, announce);
    expect((await see(cai, group)).announcementSeq).toBe(seq);
    await cai.call(markRead, { conversationId: group, seq });
    expect((await bo.call(listReaders, { conversationId: group, seq })).readIds).toEqual([cai.personId]);
    // Ann leads the group: the list of an announcement is hers to see, of other messages it is not.
    expect((await ann.call(listReaders, { conversationId: group, seq })).readIds).toEqual([cai.personId]);
    await expect(cai.call(listReaders, { conversationId: group, seq })).rejects.toEqual(
      refusal('kernel.notFound', 404),
    );
    await ann.call(clearAnnouncement, { conversationId: group });
    expect((await see(cai, group)).announcementSeq).toBeNull();
    expect((await said(cai, group))[0]).toMatchObject({ kind: 'announcement', body: { text: '周五盘点' } });
    // Recalled, it no longer stands at the top.
    const next = await bo.call(postAnnouncement, { ...announce, clientId: crypto.randomUUID() });
    await bo.call(recallMessage, { conversationId: group, seq: next.seq });
    expect((await see(cai, group)).announcementSeq).toBeNull();
  });

  it('remove a message: its content is gone everywhere, who did it and why stays', async () => {
    const group = await aLedGroup();
    await say(cai, group, '不该说的话');
    await test.settle();
    await expect(dan.call(removeMessage, { conversationId: group, seq: 1, reason: '无关' })).rejects.toEqual(
      refusal('messaging.notLeader', 403),
    );
    await bo.call(removeMessage, { conversationId: group, seq: 1, reason: '与工作无关' });
    await bo.call(removeMessage, { conversationId: group, seq: 1, reason: '再删一次' });
    await test.settle();
    expect(await said(dan, group)).toMatchObject([
      { body: null, removed: { byId: bo.personId, reason: '与工作无关' } },
    ]);
    for (const [table, column] of [
      ['kernel.event', 'facts'],
      ['kernel.event_pending', 'facts'],
      ['messaging.message', 'body'],
    ])
      expect(await test.sql(`select 1 from ${table} where ${column}::text like '%不该说的话%'`), table).toEqual([]);
    expect((await dan.call(listConversations, {})).rows[0]?.last).toMatchObject({ recalled: true, removed: true });
    await expect(bo.call(removeMessage, { conversationId: group, seq: 9, reason: '无' })).rejects.toEqual(
      refusal('kernel.notFound', 404),
    );
  });

  it('the owner dissolves the group: nothing is said or changed any more, all is still read', async () => {
    const group = await aLedGroup();
    await say(cai, group, '再见');
    await expect(bo.call(dissolveGroup, { conversationId: group })).rejects.toEqual(refusal('messaging.notOwner', 403));
    await ann.call(dissolveGroup, { conversationId: group });
    await ann.call(dissolveGroup, { conversationId: group });
    for (const call of [
      () => say(cai, group, '在'),
      () => ann.call(addMembers, { conversationId: group, personIds: [eve.personId] }),
      () => ann.call(silenceGroup, { conversationId: group, silenced: true }),
    ])
      await expect(call()).rejects.toEqual(refusal('messaging.groupClosed', 409));
    expect(await see(cai, group)).toMatchObject({ closed: true, may: ['leave'] });
    expect((await said(cai, group)).map((row) => row.body?.text)).toEqual(['再见']);
  });
});

const inputs = (conversationId: string, personId: string) =>
  [
    [removeMember, { conversationId, personId }],
    [setMemberRole, { conversationId, personId, role: 'deputy' }],
    [transferGroup, { conversationId, personId }],
    [silenceGroup, { conversationId, silenced: true }],
    [silenceMember, { conversationId, personId, until: null }],
    [postAnnouncement, { conversationId, clientId: crypto.randomUUID(), text: '公告' }],
    [clearAnnouncement, { conversationId }],
    [removeMessage, { conversationId, seq: 1, reason: '无' }],
    [dissolveGroup, { conversationId }],
  ] as const;

it('a curious colleague reaches no group by any of these, and nobody a chat between two', async () => {
  const group = await aLedGroup();
  const direct = await aDirect(ann, bo);
  await say(ann, group, '机要');
  const call = (who: TestClient, operation: OperationContract, input: unknown) =>
    who.call(operation, input as CallInputOf<never>);
  for (const [operation, input] of inputs(group, cai.personId)) {
    await expect(call(eve, operation, input), operation.name).rejects.toEqual(refusal('kernel.notFound', 404));
    await expect(call(cai, operation, { ...input, personId: dan.personId })).rejects.toMatchObject({ status: 403 });
    await expect(call(test.visitor(), operation, input)).rejects.toEqual(refusal('kernel.notSignedIn', 401));
  }
  for (const [operation, input] of inputs(direct, bo.personId))
    await expect(call(ann, operation, input), operation.name).rejects.toEqual(refusal('messaging.notAGroup', 409));
  expect((await see(ann, group)).memberIds).toHaveLength(4);
});

it('what leaders do is pushed to every member, and the one taken out hears it and nothing after', async () => {
  const group = await aLedGroup();
  await say(cai, group, '一');
  await say(cai, group, '二');
  const which = { conversationId: group, personId: dan.personId };
  const commands: (() => Promise<unknown>)[] = [
    () => ann.call(setMemberRole, { ...which, role: 'guest', guest: { reason: '验收', until: later(9) } }),
    () => ann.call(silenceGroup, { conversationId: group, silenced: true }),
    () => ann.call(silenceMember, { ...which, until: later(2) }),
    () => ann.call(postAnnouncement, { conversationId: group, clientId: crypto.randomUUID(), text: '公告' }),
    () => ann.call(removeMessage, { conversationId: group, seq: 2, reason: '无关' }),
    () => ann.call(removeMessage, { conversationId: group, seq: 3, reason: '写错' }),
    () => ann.call(clearAnnouncement, { conversationId: group }),
    () => ann.call(removeMember, which),
    () => ann.call(transferGroup, { conversationId: group, personId: cai.personId }),
    () => cai.call(dissolveGroup, { conversationId: group }),
    () => test.system(keepGroupUntil, { conversationId: group, until: later(30) }),
  ];
  for (const run of commands)
    await verifyPush(
      test,
      bo,
      cacheRules,
      [
        [readConversation, { conversationId: group }],
        [listMessages, { conversationId: group }],
        [listMessages, { conversationId: group, after: 0, limit: 2 }],
        [listConversations, {}],
        [unreadTotal, {}],
      ],
      run,
    );
  const other = await aLedGroup();
  await test.settle();
  const push = await openPush(test, cai);
  await bo.call(removeMember, { conversationId: other, personId: cai.personId });
  await test.settle();
  await say(ann, other, '只给在群里的人');
  await test.settle();
  await push.roundTrip();
  expect(push.events.map((event) => event.name)).toEqual(['messaging.memberLeft']);
  push.close();
}, 60_000);
