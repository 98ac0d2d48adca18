import { act, readRequest, submitRequest } from '#modules/approvals/contract/operations.ts';
import { askToJoin } from '#modules/groups/contract/join-operations.ts';
import { membershipRule } from '#modules/groups/contract/membership-rule.ts';
import {
  adoptGroup,
  changeGroup,
  inviteGuest,
  listAdoptions,
  listGroups,
  readGroup,
  recordPatrol,
  startAdoption,
} from '#modules/groups/contract/operations.ts';
import { createKind } from '#modules/groups/contract/request-kinds.ts';
import { addMembers } from '#modules/messaging/contract/conversations.ts';
import type { SampleTimes } from './make-sample.ts';
import { receiveNotices } from './receive-notices.ts';
import { everybody, type SampleCompany, type SamplePerson } from './sample-company.ts';
import type { SampleWorld } from './sample-world.ts';

const timeZone = 'Asia/Shanghai';

/**
 * Plans governed groups of the hotel: three by request (one of a department, one for a project, one that ends in two days),
 * three taken over and confirmed, two taken over that wait for their owners; a difference, a guest and a request to join are
 * there for the department head to see to.
 */
export function planGroups(world: SampleWorld, company: SampleCompany, times: SampleTimes): void {
  const hotel = company.employers[1];
  if (!hotel) return;
  const { employee, departmentHead } = company.roles;
  const office = world.as(company.generalOffice.id);
  const { work, workdays, present } = times;
  const minuteAt = (share: number, minutesIntoDay: number) =>
    work.instantAt((work.dayStarts[workdays[Math.floor(share * (workdays.length - 1))] ?? 0] ?? 0) + minutesIntoDay);
  const dayAfter = (instant: Temporal.Instant, days: number) =>
    instant.toZonedDateTimeISO(timeZone).toPlainDate().add({ days }).toString();
  const departmentOf = (name: string) => hotel.departments.find((department) => department.name === name);

  const approve = async (applicant: SamplePerson, requestId: string): Promise<void> => {
    for (;;) {
      const { view } = await world.as(applicant.id).call(readRequest, { requestId });
      const open = view.steps.flatMap(({ slots }) => slots).find(({ state }) => state === 'open');
      if (!open) break;
      const approver = world.as(open.personId);
      const { may } = await approver.call(readRequest, { requestId });
      const slotId = may.find(({ what }) => what === 'approve')?.slotId;
      if (slotId === undefined) break;
      await approver.call(act, { requestId, slotId, revision: view.revision, outcome: 'approve' });
    }
    await world.program.settle();
  };
  const asked = (share: number, form: Record<string, unknown>) => {
    world.plan(minuteAt(share, 70), async () => {
      const { requestId } = await world.as(employee.id).call(submitRequest, {
        kind: createKind.name,
        form: { leader: departmentHead.id, ...form },
      });
      world.plan(minuteAt(share, 130), () => approve(employee, requestId));
    });
  };
  const groupOf = async (name: string): Promise<string> => {
    const { rows } = await office.call(listGroups, { text: name });
    const [row] = rows;
    if (!row) throw new Error(`the sample has no group ${name}`);
    return row.conversationId;
  };
  const adoption = async (departments: readonly string[], graceUntil: string): Promise<string[]> => {
    const wanted = departments.map((name) => `${name}工作群`);
    const { rows } = await office.call(listAdoptions, { limit: 100 });
    const conversationIds = rows
      .filter((row) => wanted.includes(row.name) && hotel.people.some(({ id }) => id === row.owner?.id))
      .map((row) => row.conversationId);
    await office.call(startAdoption, { graceUntil, conversationIds });
    return conversationIds;
  };

  // Groups that had been there: proposed, and confirmed by the heads two days later with their department as the rule.
  const taken = ['前厅部', '客房部', '餐饮部'] as const;
  world.plan(minuteAt(0.15, 60), async () => {
    await adoption(taken, dayAfter(world.now(), 7));
  });
  world.plan(minuteAt(0.2, 45), async () => {
    const { rows } = await office.call(listAdoptions, { only: 'proposed', limit: 100 });
    for (const { conversationId, name, owner } of rows) {
      const department = taken.map(departmentOf).find((one) => name === `${one?.name}工作群`);
      if (!department || !owner || department.head?.gone) continue;
      const rule = membershipRule.parse({ departments: [{ id: department.id, below: true }] });
      await world.as(owner.id).call(adoptGroup, { conversationId, changed: { kind: 'department', rule } });
    }
  });

  const manager = departmentOf('前厅部')?.head;
  /** Colleagues at the front desk who are there at that time. */
  const atTheDesk = () => departmentOf('前厅部')?.people.filter((person) => !person.gone && person !== manager) ?? [];
  asked(0.35, {
    groupKind: 'department',
    name: '大客户服务群',
    purpose: '大客户到店前后的接待、反馈与跟进',
    departments: [departmentHead.department.id],
    reach: 'below',
    people: manager ? [manager.id] : [],
  });
  asked(0.45, { groupKind: 'project', name: '年会会场改造项目群', purpose: '宴会厅改造的进度与协调' });
  asked(0.6, {
    groupKind: 'temporary',
    name: '旅游展参展临时群',
    purpose: '旅游展的布展、值守与撤展',
    endsOn: dayAfter(work.instantAt(present), 2),
    people: [employee.id],
  });

  // The project is staffed by its leader, has a guest for two months, and somebody would like to come in.
  const project = '年会会场改造项目群';
  world.plan(minuteAt(0.55, 90), async () => {
    const conversationId = await groupOf(project);
    const leader = world.as(departmentHead.id);
    const staff = departmentHead.department.people.filter((person) => !person.gone && person !== departmentHead);
    await leader.call(addMembers, { conversationId, personIds: staff.map(({ id }) => id) });
    const outside = everybody(company).find(({ post }) => post === '设备维修员');
    if (!outside) return;
    await leader.call(inviteGuest, {
      conversationId,
      personId: outside.id,
      reason: '协助舞台机械检修',
      endsOn: dayAfter(work.instantAt(present), 21),
    });
  });
  world.plan(minuteAt(0.9, 100), async () => {
    const leader = world.as(departmentHead.id);
    for (const name of [project, '大客户服务群']) {
      await leader.call(recordPatrol, { conversationId: await groupOf(name), note: '已看过近期消息，无异常' });
    }
  });

  // What waits for the department head: somebody who should be in, one of the own groups to be taken over, a colleague who asks.
  world.plan(work.instantAt(present - 200), async () => {
    const conversationId = await groupOf('大客户服务群');
    const { revision, rule } = await office.call(readGroup, { conversationId });
    const personIds = [
      ...rule.personIds,
      ...atTheDesk()
        .slice(0, 2)
        .map(({ id }) => id),
    ];
    await office.call(changeGroup, {
      conversationId,
      revision,
      apply: 'proposed',
      rule: { ...rule, personIds },
    });
    await receiveNotices(world, [departmentHead]);
  });
  world.plan(work.instantAt(present - 190), async () => {
    await adoption([departmentHead.department.name, '工程保障部'], dayAfter(world.now(), 14));
  });
  world.plan(work.instantAt(present - 100), async () => {
    const [colleague] = atTheDesk();
    if (!colleague) return;
    await world.as(colleague.id).call(askToJoin, {
      conversationId: await groupOf(project),
      reason: '改造期间宴会客人入住由我对接',
    });
  });
}
