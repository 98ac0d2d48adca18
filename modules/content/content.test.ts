import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSheet } from '#kernel/server/sheets/read-sheet.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import { CallRefused, startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { revokeRole } from '#modules/access/contract/assignments.ts';
import { fromBefore, giveRole } from '#modules/access/testing.ts';
import {
  comment,
  listToDo,
  readRequest,
  resubmitRequest,
  returnRequest,
  submitRequest,
} from '#modules/approvals/contract/operations.ts';
import { publishingKind } from '#modules/bulletins/contract/publishing-kind.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { uploadFile } from '#modules/files/contract/operations.ts';
import { composition } from '#modules/index.ts';
import { editMessage, forwardMessages } from '#modules/messaging/contract/content.ts';
import { postAnnouncement } from '#modules/messaging/contract/group-tools.ts';
import { listMessages } from '#modules/messaging/contract/messages.ts';
import { listScheduled, scheduleMessage } from '#modules/messaging/contract/scheduled.ts';
import { aDirect, aGroup, post, say } from '#modules/messaging/testing.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { findingJudged, findingMade } from './contract/events.ts';
import * as content from './contract/operations.ts';
import { type Action, type ContentRule, everywhere, type Lookout, type RuleState } from './contract/rule.ts';
import { contentCache } from './web/cache.ts';

let test: TestProgram;
let company: TestCompany;
let mei: TestClient;
let zhou: TestClient;
let owner: TestClient;
let second: TestClient;
let group: string;
let direct: string;

beforeAll(async () => {
  test = await startTestProgram(composition);
  company = await aCompany(test);
  const person = (name: string) => aPerson(test, company, { name, department: '平台组' });
  [mei, zhou, owner, second] = [
    await test.as(await person('李雪梅')),
    await test.as(await person('周磊')),
    await test.as(await person('王安')),
    await test.as(await person('赵全')),
  ];
  await giveRole(test, owner.personId, 'securityOwner');
  await giveRole(test, second.personId, 'securityOwner');
  group = await aGroup(mei, [zhou, owner]);
  direct = await aDirect(mei, zhou);
}, 120_000);
afterAll(() => test?.stop());

const gambling: Lookout = { kind: 'words', words: ['赌博', 'casino'] };
const aRule = (action: Action, lookout: Lookout = gambling, more: Partial<ContentRule> = {}): ContentRule => ({
  title: { zh: '赌博', en: 'Gambling' },
  category: 'gambling',
  lookout,
  action,
  scope: everywhere,
  ...more,
});
const waiting = async (ruleId: string) =>
  (await second.call(content.readRule, { ruleId })).proposal?.changeId ?? expect.fail('nothing waits');
/** A rule in this state; where it needs two people, the second confirms. */
const make = async (rule: ContentRule, state: RuleState = 'enforce') => {
  const { ruleId, done } = await owner.call(content.saveRule, { revision: 0, rule, state, reason: '试行' });
  if (!done) await second.call(content.answerChange, { changeId: await waiting(ruleId), approve: true });
  return ruleId;
};
beforeEach(async () => {
  await test.sql(`update content.rule set state = 'off'`);
  await renew();
});
/** With sessions that have just proved who they are. */
async function renew() {
  owner = await test.as(owner.personId);
  second = await test.as(second.personId);
}

const refused = async (call: Promise<unknown>): Promise<CallRefused> => {
  try {
    await call;
  } catch (problem) {
    if (problem instanceof CallRefused) return problem;
    throw problem;
  }
  return expect.fail('it was not refused');
};
const last = async (conversationId = group) => (await zhou.call(listMessages, { conversationId, limit: 1 })).lastSeq;
const mine = async (who = mei) => (await who.call(content.listMyFindings, {})).rows;
/** An event has its number some milliseconds after the command's answer. */
const toldOf = async (name: string) => {
  await test.settle();
  return test.sql<{ facts: Record<string, unknown> }>(
    'select facts from kernel.event where name = $1 order by number',
    [name],
  );
};

describe('block', () => {
  it('what was scheduled is examined when it is sent, as if its author sent it then', async () => {
    const ruleId = await make(aRule('block'));
    const at = test.program.kernel.clock.now().add({ hours: 1 }).toString();
    const before = [await last(), (await mine()).length];
    const said = { text: '明晚赌博' };
    await mei.call(scheduleMessage, { conversationId: group, clientId: crypto.randomUUID(), said, at });
    await test.advance({ hours: 1 });
    expect([await last(), (await mine()).length]).toEqual([before[0], (before[1] ?? 0) + 1]);
    expect((await mine())[0]).toMatchObject({ outcome: 'blocked' });
    const [waiting] = (await mei.call(listScheduled, {})).rows;
    expect(waiting).toMatchObject({ said, failure: { code: 'content.blocked', facts: { found: [{ ruleId }] } } });
  });

  it('what a rule blocks isn’t sent anywhere, and the sender is told which rule and which piece', async () => {
    const ruleId = await make(aRule('block'));
    const before = await last();
    const problem = await refused(say(mei, group, '晚上去赌 博吧'));
    expect(problem).toMatchObject({ code: 'content.blocked', facts: { rules: ['赌博'] } });
    expect(problem.facts.found).toMatchObject([{ ruleId, pieces: ['赌 博'] }]);
    await refused(
      post(mei, group, { content: { kind: 'location', system: 'wgs84', latitude: 1, longitude: 1, name: '赌博馆' } }),
    );
    await refused(mei.call(postAnnouncement, { conversationId: group, clientId: crypto.randomUUID(), text: '赌博' }));
    const { seq } = await say(mei, group, '你好');
    await refused(mei.call(editMessage, { conversationId: group, seq, text: 'ＣＡＳＩＮＯ' }));
    expect(await last()).toBe(before + 1);
    expect((await zhou.call(listMessages, { conversationId: group })).rows.at(-1)?.body).toEqual({ text: '你好' });
  });

  it('tries within minutes are one finding; who judges is told, and sees the piece and nothing else', async () => {
    await make(aRule('block'));
    const text = '绝不能让别人看到的开头，很长很长的开头，晚上去赌博吧，同样不能给别人看的后面的话';
    const first = await refused(say(zhou, direct, text));
    const again = await refused(say(zhou, direct, text));
    const [found] = first.facts.found as { findingId: string }[];
    expect(again.facts.found).toMatchObject([{ findingId: found?.findingId }]);
    const findingId = found?.findingId ?? '';
    await test.advance({ minutes: 1 });
    expect((await toldOf(findingMade.name)).at(-1)?.facts).toMatchObject({ findingId, outcome: 'blocked', seq: null });
    const finding = await owner.call(content.readFinding, { findingId });
    expect(finding).toMatchObject({ tries: 2, found: 1, person: { id: zhou.personId }, may: ['judge'] });
    expect(finding.pieces).toEqual([{ before: '长很长的开头，晚上去', piece: '赌博', after: '吧，同样不能给别人看' }]);
    expect(JSON.stringify(finding)).not.toContain('绝不能');
    const [row] = await test.sql<{ sealed: unknown }>('select sealed from content.finding where id = $1', [findingId]);
    expect(JSON.stringify(row)).not.toContain('赌博');
    const [look] = await test.sql(
      `select from kernel.audit where operation = 'content.readFinding' and outcome = 'looked'`,
    );
    expect(look).toBeDefined();
  });

  it('forwarding is sending', async () => {
    const { seq } = await say(zhou, group, '去 casino');
    await make(aRule('block'));
    const to = { conversationId: group, seqs: [seq], toPersonIds: [owner.personId] };
    for (const how of ['each', 'merged'] as const)
      expect(await refused(mei.call(forwardMessages, { ...to, how }))).toMatchObject({ code: 'content.blocked' });
  });

  it('holds only in its scope', async () => {
    await make(aRule('block', gambling, { scope: { ...everywhere, places: 'direct' } }));
    await say(mei, group, '赌博');
    await refused(say(mei, direct, '赌博'));
    await test.sql(`update content.rule set state = 'off'`);
    await make(aRule('block', gambling, { scope: { ...everywhere, groupKinds: ['department'] } }));
    await say(mei, group, '赌博');
    await test.sql(`update content.rule set state = 'off'`);
    await make(aRule('block', gambling, { scope: { ...everywhere, employerIds: [crypto.randomUUID()] } }));
    await say(mei, group, '赌博');
  });
});

describe('warn', () => {
  it('the sender is asked, goes on, and that is recorded', async () => {
    await make(aRule('warn', { kind: 'patterns', patterns: ['idCard'] }, { title: { zh: '身份证号', en: 'ID' } }));
    const text = '我的号码 11010519491231002X';
    const problem = await refused(say(mei, group, text));
    expect(problem).toMatchObject({ code: 'content.warned', status: 428 });
    const { digest, found } = problem.facts as { digest: string; found: { ruleId: string; revision: number }[] };
    const rules = found.map(({ ruleId, revision }) => ({ ruleId, revision }));
    await zhou.call(content.confirmSending, { digest, rules });
    expect(await refused(say(mei, group, text))).toMatchObject({ code: 'content.warned' });
    await mei.call(content.confirmSending, { digest, rules });
    expect(await refused(say(mei, group, `${text}！`))).toMatchObject({ code: 'content.warned' });
    await say(mei, group, text);
    await test.settle();
    const [finding] = await mine();
    expect(finding).toMatchObject({ outcome: 'wentOn', pieces: [{ piece: '11010519491231002X' }] });
    await test.advance({ hours: 25 });
    expect(await refused(say(mei, group, text))).toMatchObject({ code: 'content.warned' });
  });

  it('a rule that changed asks again', async () => {
    const ruleId = await make(aRule('warn'));
    const { digest, found } = (await refused(say(mei, group, '赌博'))).facts as {
      digest: string;
      found: { ruleId: string; revision: number }[];
    };
    await mei.call(content.confirmSending, {
      digest,
      rules: found.map(({ ruleId: id, revision }) => ({ ruleId: id, revision })),
    });
    const { revision } = await owner.call(content.readRule, { ruleId });
    await owner.call(content.saveRule, { ruleId, revision, rule: aRule('warn'), state: 'enforce', reason: '扩充' });
    await say(mei, group, '赌博');
    await second.call(content.answerChange, { changeId: await waiting(ruleId), approve: true });
    await refused(say(mei, group, '赌博'));
  });
});

describe('record and observe', () => {
  it('a recorded message is delivered; the sender sees the finding, colleagues nothing', async () => {
    await make(aRule('record'));
    const watched = [
      [content.listFindings, {}],
      [content.listRules, {}],
    ] as const;
    await verifyPush(test, owner, contentCache, [...watched], async () => {
      await say(mei, group, '去赌博');
      await test.settle();
    });
    const [finding] = await mine();
    expect(finding).toMatchObject({ outcome: 'delivered', pieces: [{ piece: '赌博' }] });
    const findingId = finding?.findingId ?? '';
    expect(await mine(zhou)).not.toContainEqual(expect.objectContaining({ findingId }));
    for (const call of [
      () => zhou.call(content.readFinding, { findingId }),
      () => zhou.call(content.listFindings, {}),
      () => zhou.call(content.judgeFinding, { findingId, judgement: 'falseHit', note: '没有' }),
      () => zhou.call(content.listRules, {}),
      () => zhou.call(content.tryText, { text: '赌博', place: 'groups' }),
    ])
      expect(await refused(call())).toMatchObject({ status: 403 });
    expect(await refused(zhou.call(content.contestFinding, { findingId, reason: '好奇' }))).toMatchObject({
      status: 404,
    });
    const facts = (await toldOf(findingMade.name)).at(-1)?.facts;
    expect(JSON.stringify(facts)).not.toContain('赌博');
  });

  it('an observed rule counts, names nobody and stops nothing; all of it is disclosed', async () => {
    const ruleId = await make(aRule('block'), 'observe');
    const findings = (await mine()).length;
    await say(mei, group, '去赌博');
    await test.settle();
    expect(await mine()).toHaveLength(findings);
    const { rows } = await owner.call(content.listRules, {});
    expect(rows.find((row) => row.ruleId === ruleId)).toMatchObject({ observed: 1, findings: 0, state: 'observe' });
    const disclosed = await zhou.call(content.readDisclosure, {});
    expect(disclosed.rows).toMatchObject([{ ruleId, action: 'block', state: 'observe', category: 'gambling' }]);
    expect(JSON.stringify(disclosed)).not.toContain('casino');
  });

  it('an edit is looked at too, and what a process says isn’t', async () => {
    await make(aRule('record'));
    const { seq } = await say(mei, group, '你好');
    await mei.call(editMessage, { conversationId: group, seq, text: '赌博' });
    await test.settle();
    expect((await mine())[0]).toMatchObject({ outcome: 'delivered' });
  });
});

describe('outside of chats', () => {
  it('what is only recorded is recorded in a bulletin, when it comes again, and in a comment', async () => {
    for (const role of ['administrator', 'assistantGeneralManager', 'developmentDirector', 'president'] as const)
      await giveRole(test, owner.personId, role);
    await make(aRule('record'));
    const form = { sort: 'notice', headline: '活动', body: '不许赌博' };
    const count = async () => (await mine()).length;
    const before = await count();
    const { requestId } = await mei.call(submitRequest, { kind: publishingKind.name, form });
    await test.settle();
    expect((await mine())[0]).toMatchObject({ outcome: 'delivered', place: 'elsewhere', pieces: [{ piece: '赌博' }] });
    await mei.call(comment, { requestId, text: '赌博一词请保留' });
    expect(await count()).toBe(before + 2);
    await test.advance({ minutes: 1 });
    expect((await toldOf(findingMade.name)).at(-1)?.facts).toMatchObject({ outcome: 'delivered', place: 'elsewhere' });

    // What was sent back is looked at again with its new text: the way around by another version is closed.
    const slotId = (await owner.call(listToDo, {})).rows.find((row) => row.requestId === requestId)?.slotId ?? '';
    const { view } = await owner.call(readRequest, { requestId });
    const back = { requestId, slotId, revision: view.revision, to: { kind: 'applicant' as const } };
    await owner.call(returnRequest, { ...back, opinion: { text: '请改' } });
    await make(aRule('block', { kind: 'words', words: ['轮盘'] }));
    const again = { ...form, body: '轮盘' };
    expect(await refused(mei.call(resubmitRequest, { requestId, form: again }))).toMatchObject({
      code: 'content.blocked',
    });
    await mei.call(resubmitRequest, { requestId, form: { ...form, body: '照常' } });
    expect(await count()).toBe(before + 3);
  });
});

describe('what the company asks for before a secret is sent', () => {
  const ask = (sharing: object) =>
    test.sql(
      `insert into kernel.setting (name, employer_id, value, at) values ('content.sharing', null, $1, now())
        on conflict do nothing`,
      [JSON.stringify(sharing)],
    );
  it('files say what they are and what for; personal data in words and documents is masked first', async () => {
    const upload = async (text: string) => {
      const bytes = new TextEncoder().encode(text);
      return (await owner.call(uploadFile, {}, { file: { bytes, name: '名单.csv', mediaType: 'text/csv' } })).fileId;
    };
    const room = await aGroup(owner, [second], '名单');
    const fileId = await upload('电话\n13812345678');
    await test.settle();
    await ask({ statementFor: ['ordinary', 'core'], maskedFor: ['ordinary'] });
    const send = (content: object, classification?: 'ordinary') =>
      post(owner, room, {
        content: { kind: 'file', fileIds: [fileId], ...content },
        ...(classification ? { classification } : {}),
      });
    const stated = { nature: '名单', purpose: '评审' };
    expect(await refused(send({}, 'ordinary'))).toMatchObject({ code: 'content.statementNeeded', status: 428 });
    expect(await refused(send({ stated, text: '致电13912345678' }, 'ordinary'))).toMatchObject({
      code: 'content.maskingNeeded',
      facts: { inText: 1, files: [{ fileId, name: '名单.csv', found: 1 }] },
    });
    const masked = await upload('电话\n138****5678');
    await test.settle();
    const { seq } = await send({ stated, fileIds: [masked], text: '致电139****5678' }, 'ordinary');
    const { rows } = await second.call(listMessages, { conversationId: room });
    expect(rows.find((row) => row.seq === seq)?.body).toMatchObject({ stated, classification: 'ordinary' });
    // Nothing is asked for what isn't a secret.
    await send({});
  });
});

describe('judging', () => {
  const aFinding = async (who = mei) => {
    await make(aRule('record'));
    await say(who, group, '去赌博');
    await test.settle();
    return (await mine(who))[0]?.findingId ?? expect.fail('no finding');
  };

  it('a sender contests, another person judges; a false hit is erased and counted', async () => {
    const findingId = await aFinding();
    const judged = [
      [content.listFindings, { only: 'contested' }],
      [content.readFinding, { findingId }],
    ] as const;
    await verifyPush(test, owner, contentCache, [...judged], () =>
      mei.call(content.contestFinding, { findingId, reason: '在说电影' }),
    );
    await verifyPush(test, mei, contentCache, [[content.listMyFindings, {}]], () =>
      owner.call(content.judgeFinding, { findingId, judgement: 'falseHit', note: '电影名' }),
    );
    expect((await mine())[0]).toMatchObject({ judgement: 'falseHit', pieces: null, note: '电影名' });
    expect(
      await refused(owner.call(content.judgeFinding, { findingId, judgement: 'confirmed', note: '又' })),
    ).toMatchObject({
      code: 'content.judgedAlready',
    });
    expect((await owner.call(content.listRules, {})).rows).toContainEqual(expect.objectContaining({ falseHits: 1 }));
  });

  it('nobody judges a finding about themselves; what is confirmed is told with evidence', async () => {
    const findingId = await aFinding(owner);
    const judge = { findingId, judgement: 'confirmed', note: '属实' } as const;
    expect(await refused(owner.call(content.judgeFinding, judge))).toMatchObject({ code: 'content.ownFinding' });
    await second.call(content.judgeFinding, judge);
    expect((await toldOf(findingJudged.name)).at(-1)?.facts).toMatchObject({
      findingId,
      judgement: 'confirmed',
      judgedById: second.personId,
    });
    const sealed = await test.sql('select from kernel.evidence_content where chain = $1', [
      `content:finding:${findingId}`,
    ]);
    expect(sealed).toHaveLength(1);
  });

  it('two judge at once: one does', async () => {
    const findingId = await aFinding();
    const both = await Promise.allSettled(
      [owner, second].map((who) => who.call(content.judgeFinding, { findingId, judgement: 'falseHit', note: '误判' })),
    );
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('rules', () => {
  it('what is enforced needs a second person; going down needs nobody', async () => {
    const rule = aRule('block');
    let ruleId = '';
    const watched = [
      [content.listRules, {}],
      [content.readDisclosure, {}],
    ] as const;
    await verifyPush(test, second, contentCache, [...watched], async () => {
      ({ ruleId } = await owner.call(content.saveRule, { revision: 0, rule, state: 'enforce', reason: '启用' }));
    });
    await say(mei, group, '赌博');
    const changeId = await waiting(ruleId);
    expect(await refused(owner.call(content.answerChange, { changeId, approve: true }))).toMatchObject({
      code: 'content.ownProposal',
    });
    expect(
      await refused(owner.call(content.saveRule, { ruleId, revision: 1, rule, state: 'enforce', reason: '再来' })),
    ).toMatchObject({ code: 'content.changeIsOpen' });
    await verifyPush(test, owner, contentCache, [...watched], () =>
      second.call(content.answerChange, { changeId, approve: true }),
    );
    await refused(say(mei, group, '赌博'));
    const { done } = await owner.call(content.saveRule, {
      ruleId,
      revision: 2,
      rule,
      state: 'observe',
      reason: '误判太多',
    });
    expect(done).toBe(true);
    await say(mei, group, '赌博');
    const { history } = await owner.call(content.readRule, { ruleId });
    expect(history.map((one) => one.answer)).toEqual(['applied', 'approved']);
    await expect(
      test.sql(`update content.change set answered_by = proposed_by where answer = 'approved'`),
    ).rejects.toThrow();
  });

  it('what was proposed falls where the rule is saved otherwise, and can be taken back', async () => {
    const ruleId = await make(aRule('block'), 'observe');
    await owner.call(content.saveRule, { ruleId, revision: 1, rule: aRule('block'), state: 'enforce', reason: '启用' });
    const changeId = await waiting(ruleId);
    await owner.call(content.saveRule, {
      ruleId,
      revision: 1,
      rule: aRule('warn'),
      state: 'observe',
      reason: '改为提醒',
    });
    expect(await refused(second.call(content.answerChange, { changeId, approve: true }))).toMatchObject({
      status: 404,
    });
    await owner.call(content.saveRule, { ruleId, revision: 2, rule: aRule('warn'), state: 'enforce', reason: '启用' });
    await owner.call(content.answerChange, { changeId: await waiting(ruleId), approve: false });
    expect((await owner.call(content.readRule, { ruleId })).proposal).toBeNull();
  });

  it('what waits expires, one from before too; a stale session and who may no longer propose change nothing', async () => {
    const rule = aRule('block');
    const propose = (who: TestClient) =>
      who.call(content.saveRule, { revision: 0, rule, state: 'enforce', reason: '启用' });
    const former = await test.as(await aPerson(test, company, { name: '前任安全官' }));
    const assignmentId = await giveRole(test, former.personId, 'securityOwner');
    const begun = await propose(former);
    await test.system(revokeRole, { assignmentId });
    const answer = (changeId: string) => second.call(content.answerChange, { changeId, approve: true });
    expect(await refused(answer(await waiting(begun.ruleId)))).toMatchObject({ code: 'access.proposalOver' });
    const { ruleId } = await propose(owner);
    const changeId = await waiting(ruleId);
    await fromBefore(test, new URL('./server/migrations/0005-old-changes.sql', import.meta.url), {
      'content.change': 'content.changeExpires',
    });
    await test.advance({ minutes: 11 });
    for (const stale of [() => answer(changeId), () => propose(owner)])
      expect(await refused(stale())).toMatchObject({ code: 'access.confirmFirst' });
    await test.advance({ days: 6 });
    await renew();
    expect((await second.call(content.readRule, { ruleId })).proposal?.expiresAt).toEqual(expect.any(String));
    const watched = [
      [content.listRules, {}],
      [content.readRule, { ruleId }],
    ] as const;
    await verifyPush(test, second, contentCache, [...watched], () => test.advance({ days: 1, minutes: 1 }));
    await renew();
    const after = await second.call(content.readRule, { ruleId });
    expect(after).toMatchObject({ state: 'off', proposal: null, history: [{ answer: 'expired', answeredBy: null }] });
    expect(await refused(answer(changeId))).toMatchObject({ status: 404 });
    expect((await owner.call(listNotices, {})).rows[0]?.title).toBe('你提出的内容规则修改“赌博”：已过期，无人确认');
  });

  it('two save at once: one wins', async () => {
    const ruleId = await make(aRule('block'), 'observe');
    const save = (who: TestClient) =>
      who.call(content.saveRule, { ruleId, revision: 1, rule: aRule('record'), state: 'observe', reason: '改' });
    const both = await Promise.allSettled([save(owner), save(second)]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('the tester says why, by rules that are off too', async () => {
    await make(aRule('warn', { kind: 'links', hit: 'notAllowed', allow: ['our.cn'], deny: [] }));
    const off = await make(aRule('block'), 'off');
    const text = '看 https://evil.example 赌博';
    const tried = await owner.call(content.tryText, { text, place: 'groups', personId: mei.personId });
    expect(tried.outcome).toBe('warn');
    const ofOff = tried.rows.find((row) => row.ruleId === off);
    expect(ofOff).toMatchObject({ state: 'off', action: 'block', inScope: true });
    expect(ofOff?.spans.map(({ start, end }) => text.slice(start, end))).toEqual(['赌博']);
    expect((await owner.call(content.tryText, { text: '你好', place: 'direct' })).outcome).toBe('deliver');
    expect(
      await refused(owner.call(content.tryText, { text, place: 'direct', personId: crypto.randomUUID() })),
    ).toMatchObject({
      status: 404,
    });
  });

  it('lists leave and come as .xlsx', async () => {
    const words = ['赌博', '=1+1', 'casino'];
    const ruleId = await make(aRule('record', { kind: 'words', words }), 'off');
    const input = Buffer.from(JSON.stringify({ ruleId })).toString('base64url');
    const response = await owner.raw(`/api/v1/content.exportWords?input=${input}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const sheet = readSheet(bytes, 'x.xlsx', () => 1);
    expect('rows' in sheet && sheet.rows.slice(1).map((row) => row.cells[0])).toEqual(words);
    await verifyPush(test, owner, contentCache, [[content.listRules, {}]], async () => {
      const read = await owner.call(content.readWords, {}, { file: { bytes, name: 'x.xlsx' } });
      expect(read).toEqual({ words, leftAside: 0 });
    });
    const long = writeXlsx([{ name: 'a', rows: [['词'], ['赌'], ['赌'], ['x'.repeat(51)], ['']] }]);
    expect(await owner.call(content.readWords, {}, { file: { bytes: long, name: 'x.xlsx' } })).toEqual({
      words: ['赌'],
      leftAside: 2,
    });
    expect(
      await refused(owner.call(content.readWords, {}, { file: { bytes: Buffer.from('%PDF-1'), name: 'x.xlsx' } })),
    ).toMatchObject({ code: 'content.noWords' });
  });

  it('confirming changes nothing that anybody sees', async () => {
    await verifyPush(test, mei, contentCache, [[content.listMyFindings, {}]], () =>
      mei.call(content.confirmSending, {
        digest: 'a'.repeat(64),
        rules: [{ ruleId: crypto.randomUUID(), revision: 1 }],
      }),
    );
  });

  it('what nobody confirmed is erased after half a year', async () => {
    await make(aRule('record'));
    await say(mei, group, '赌博');
    await test.settle();
    await test.sql(`update content.finding set at = at - interval '200 days' where person_id = $1`, [mei.personId]);
    await test.advance({ hours: 24 });
    expect((await mine())[0]).toMatchObject({ pieces: null });
  });
});
