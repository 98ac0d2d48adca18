import { addMembers, createGroup, listConversations, openDirect } from '#modules/messaging/contract/conversations.ts';
import { markRead, sendMessage } from '#modules/messaging/contract/messages.ts';
import { type ChatScript, directScripts, fillLine, groupScripts } from '../domain/chat-scripts.ts';
import type { SampleTimes } from './make-sample.ts';
import { everybody, type SampleCompany, type SampleDepartment, type SamplePerson } from './sample-company.ts';
import type { SampleWorld } from './sample-world.ts';
import { someAtATime } from './some-at-a-time.ts';

/** Minutes before the present from which on the four haven't read what was written to them. */
const unreadMinutes = 150;

interface Chat {
  readonly conversationId: string;
  readonly speakers: SamplePerson[];
  /** Scripts that haven't been played here yet. */
  left: ChatScript[];
}

/**
 * Plans the chats: a group for each department, colleagues with one another, read by all but for the last hours.
 * @returns how a newcomer is taken into the department's group.
 */
export function planChats(
  world: SampleWorld,
  company: SampleCompany,
  times: SampleTimes,
  exchangesADay: number,
): (person: SamplePerson) => Promise<void> {
  const { random } = world;
  const groups: (Chat & { department: SampleDepartment })[] = [];
  const directs = new Map<string, Chat>();

  const fitting = (scripts: readonly ChatScript[], name: string) =>
    random.shuffle(scripts.filter(({ fits }) => !fits || fits.some((word) => name.includes(word))));

  const say = async (sender: SamplePerson, conversationId: string, text: string) => {
    if (sender.gone) return;
    await world.as(sender.id).call(sendMessage, { conversationId, clientId: world.program.kernel.newId(), text });
  };

  /** Plans the lines of the next script of this chat from a working minute on. */
  const exchange = (chat: Chat, scripts: readonly ChatScript[], from: number): void => {
    if (chat.left.length === 0) chat.left = random.shuffle(scripts);
    const script = chat.left.pop();
    const [a, ...others] = chat.speakers.filter((person) => !person.gone);
    const [b, c = b] = random.shuffle(others);
    if (!script || !a || !b || !c) return;
    const speaking: Record<string, SamplePerson> = { A: a, B: b, C: c };
    const names = Object.fromEntries(Object.entries(speaking).map(([letter, { name }]) => [letter, name]));
    let minute = from;
    for (const line of script.lines) {
      const sender = speaking[line[0] ?? 'A'] ?? a;
      const text = fillLine(line.slice(2), random, names);
      world.plan(times.work.instantAt(minute), () => say(sender, chat.conversationId, text));
      minute += random.between(1, 6);
    }
  };

  const direct = async (one: SamplePerson, other: SamplePerson): Promise<Chat> => {
    const key = [one.id, other.id].sort().join(' ');
    const known = directs.get(key);
    if (known) return known;
    const { conversationId } = await world.as(one.id).call(openDirect, { personId: other.id });
    const chat = { conversationId, speakers: [one, other], left: random.shuffle(twoOf) };
    directs.set(key, chat);
    return chat;
  };

  // The first morning: whoever heads a department makes its group.
  const firstMinute = (times.work.dayStarts[0] ?? 0) + 45;
  for (const employer of company.employers) {
    for (const department of employer.departments.filter(isChatty)) {
      world.plan(times.work.instantAt(firstMinute + random.between(0, 90)), async () => {
        const { head } = department;
        const members = withBelow(employer.departments, department).filter((person) => !person.gone);
        if (!head) return;
        const personIds = members.filter((person) => person !== head).map(({ id }) => id);
        const name = `${department.above ? department.name : `${employer.shortName}管理`}工作群`;
        const { conversationId } = await world.as(head.id).call(createGroup, { name, personIds });
        groups.push({
          department,
          conversationId,
          speakers: [head, ...members.filter((person) => person !== head)],
          left: fitting(groupScripts, department.name),
        });
        await say(
          head,
          conversationId,
          `大家好，以后部门通知都发在这个群里。${employer.shortName}内部使用，请勿外传。`,
        );
      });
    }
  }

  const chattering = (minute: number) =>
    world.plan(times.work.instantAt(minute), async () => {
      const own = groups.filter(({ speakers }) => speakers.includes(company.roles.employee));
      if (random.chance(0.6)) {
        const chat = random.pick(own.length > 0 && random.chance(0.25) ? own : groups);
        return exchange(chat, fitting(groupScripts, ''), minute);
      }
      const subordinate = random.chance(0.2)
        ? company.roles.employee
        : random.pick(everybody(company).filter((person) => person.supervisor && !person.supervisor.gone));
      const { supervisor } = subordinate;
      if (supervisor && !subordinate.gone) exchange(await direct(supervisor, subordinate), twoOf, minute);
    });
  for (const place of times.workdays) {
    const start = (times.work.dayStarts[place] ?? 0) + (place === 0 ? 150 : 0);
    for (let count = 0; count < exchangesADay; count += 1) {
      chattering(start + random.between(5, times.day - (place === 0 ? 150 : 0) - 20));
    }
  }

  // What is still unread when one signs in: something for each of the four, just now.
  const { employee, departmentHead, hr, administrator } = company.roles;
  const late: readonly [SamplePerson, SamplePerson, string][] = [
    [departmentHead, employee, '明天下午的客户拜访你和我一起去，资料准备好了吗'],
    [departmentHead, employee, '另外，下周的排班你看一下'],
    [employee, departmentHead, '会展那边的合同初稿发您了，请有空看一下'],
    [hr, departmentHead, '你们部门有一张申请停了一天多，麻烦处理一下'],
    [hr, administrator, '新同事的激活码请今天发一下，谢谢'],
    [departmentHead, hr, '这个月的人员异动表我下午给你'],
    [company.hrOf[0] ?? hr, hr, '季度人员报表模板有更新，请用新版'],
  ];
  for (const [index, [from, to, text]] of late.entries()) {
    world.plan(times.work.instantAt(times.present - 60 + index * 6), async () =>
      say(from, (await direct(from, to)).conversationId, text),
    );
  }

  // Everybody reads; the four up to a while ago.
  const four: readonly SamplePerson[] = Object.values(company.roles);
  const readAll = (people: readonly SamplePerson[]) =>
    someAtATime(people, async (person) => {
      const reader = world.as(person.id);
      const { rows } = await reader.call(listConversations, { limit: 100 });
      for (const { conversationId, lastSeq, readSeq } of rows) {
        if (lastSeq > readSeq) await reader.call(markRead, { conversationId, seq: lastSeq });
      }
    });
  world.plan(times.work.instantAt(times.present - unreadMinutes), () => readAll(four));
  world.plan(times.work.instantAt(times.present - 5), () =>
    readAll(everybody(company).filter((person) => !four.includes(person))),
  );

  return async (person) => {
    const group = groups.find(({ department }) => department === person.department);
    const head = group?.department.head;
    if (!group || !head) return;
    await world.as(head.id).call(addMembers, { conversationId: group.conversationId, personIds: [person.id] });
    group.speakers.push(person);
    await say(head, group.conversationId, `欢迎${person.name}，今天起在我们部门担任${person.post}。`);
    await say(person, group.conversationId, '大家好，请多关照。');
  };
}

const twoOf = directScripts.filter(({ lines }) => !lines.some((line) => line.includes('{C}')));

const isChatty = (department: SampleDepartment) => department.people.length > 1 || department.above === undefined;

/** The people of a department and of those below it; at the top only the heads. */
function withBelow(all: readonly SampleDepartment[], department: SampleDepartment): SamplePerson[] {
  if (!department.above) return all.flatMap(({ head }) => (head ? [head] : []));
  return all.filter((other) => other === department || other.above === department).flatMap(({ people }) => people);
}
