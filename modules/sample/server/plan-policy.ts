import {
  appeal,
  decideAppeal,
  decideCase,
  explain,
  listCasesToDecide,
  listMyCases,
} from '#modules/policy/contract/cases.ts';
import {
  acknowledgeRulebook,
  answerStateChange,
  changeArticleState,
  fillArticleSettings,
  installRulebook,
  readRulebook,
  recordAdoptionStep,
} from '#modules/policy/contract/rulebooks.ts';
import { appealReason, appealText, decisionReasons, explanations } from '../domain/case-words.ts';
import type { SampleTimes } from './make-sample.ts';
import type { AskForLeave } from './plan-leave.ts';
import { receiveNotices } from './receive-notices.ts';
import type { SampleCompany, SampleEmployer, SamplePerson } from './sample-company.ts';
import type { SampleWorld } from './sample-world.ts';
import { someAtATime } from './some-at-a-time.ts';

const timeZone = 'Asia/Shanghai';
/** Most points a month from the article on delay, as this employer has filled it in. */
const capPoints = 20;

/** What becomes of a case. Days are workdays after it was found. */
interface CaseCourse {
  readonly explanation: keyof typeof explanations;
  readonly decision?: 'uphold' | 'waive' | 'upheldAgain';
  readonly appealed?: boolean;
}

/**
 * Plans the rulebook: adopted by the hotel with its procedure and in force there, only observed in the factory; and
 * approvals that came too late, with what follows from them.
 */
export function planPolicy(world: SampleWorld, company: SampleCompany, times: SampleTimes, ask: AskForLeave): void {
  const { work, present, day } = times;
  const [, hotel, factory] = company.employers;
  const [, hotelHr, factoryHr] = company.hrOf;
  if (!hotel || !factory || !hotelHr || !factoryHr) throw new Error('the sample lacks an employer');
  const { administrator, departmentHead } = company.roles;
  const at = (minute: number, what: () => Promise<void>) => world.plan(work.instantAt(minute), what);
  const later = (minutes: number, what: () => Promise<void>) => at(work.minuteOf(world.now()) + minutes, what);
  /** Working minute of a workday since the beginning, some minutes into it. */
  const on = (workday: number, minutes: number) => (work.dayStarts[workday] ?? 0) + minutes;
  const today = () => world.now().toZonedDateTimeISO(timeZone).toPlainDate().toString();

  const install = async (hr: SamplePerson, employer: SampleEmployer, pack: string): Promise<string> => {
    const { rulebookId } = await world
      .as(hr.id)
      .call(installRulebook, { pack, employerId: employer.id, ownerId: hr.id });
    return rulebookId;
  };
  const ruled = async (reader: SamplePerson, rulebookId: string) => {
    const { articles, head } = await world.as(reader.id).call(readRulebook, { rulebookId });
    const article = articles.find(({ rule }) => rule !== null);
    if (!article) throw new Error('the rulebook of the sample has no rule');
    return { article, revisionNumber: head.revisionNumber };
  };

  let hotelBook = '';
  at(on(1, 60), async () => {
    hotelBook = await install(hotelHr, hotel, 'platform-rules');
  });
  at(on(2, 90), async () => void (await install(factoryHr, factory, 'platform-rules')));
  // Groups and chats: only observed so far.
  for (const [place, pack] of ['group-rules', 'chat-rules'].entries())
    at(on(2, 120 + place * 10), async () => void (await install(hotelHr, hotel, pack)));
  const step = (workday: number, kind: 'consultation' | 'decision' | 'posting', document: string, details: string) =>
    at(on(workday, 150), async () => {
      await world
        .as(hotelHr.id)
        .call(recordAdoptionStep, { rulebookId: hotelBook, kind, day: today(), document, details });
    });
  step(
    3,
    'consultation',
    '职工代表座谈会纪要（第 1 号）',
    '各部门代表 11 人参加，提出意见 6 条，采纳 4 条，其余已书面答复。',
  );
  step(6, 'decision', '总经理办公会决议（第 3 号）', '与工会协商后确定，只记积分，不与工资挂钩。');
  step(7, 'posting', '公示栏及平台公告', '全文公示，每位员工在平台签收。');
  at(on(7, 200), async () => {
    const { article } = await ruled(hotelHr, hotelBook);
    const settings = { period: 'calendarMonth' as const, capPoints, capFen: null };
    await world
      .as(hotelHr.id)
      .call(fillArticleSettings, { articleId: article.id, revision: article.revision, settings });
  });
  at(on(8, 30), async () => {
    const { revisionNumber } = await ruled(hotelHr, hotelBook);
    const staff = hotel.people.filter(({ gone }) => !gone);
    await someAtATime(staff, async (person) => {
      await world.as(person.id).call(acknowledgeRulebook, { rulebookId: hotelBook, revisionNumber });
    });
  });
  const raise = (workday: number, to: 'remind' | 'inForce', reason: string) => {
    at(on(workday, 100), async () => {
      const { article } = await ruled(hotelHr, hotelBook);
      await world.as(hotelHr.id).call(changeArticleState, { articleId: article.id, to, reason });
    });
    at(on(workday, 160), async () => {
      const { article } = await ruled(administrator, hotelBook);
      if (!article.pending) return;
      await world.as(administrator.id).call(answerStateChange, { changeId: article.pending.id, approve: true });
    });
  };
  raise(8, 'remind', '试运行一周，先提醒，不产生后果');
  raise(10, 'inForce', '提醒后仍有拖延，自今日起生效');

  const subordinate = (head: SamplePerson, place: number): SamplePerson | undefined => {
    const staff = head.department.people.filter((person) => person !== head && !person.gone);
    return staff[place % staff.length];
  };

  const caseOf = async (liable: SamplePerson, number: string) => {
    const { rows } = await world.as(liable.id).call(listMyCases, { limit: 100 });
    return rows.find(({ matter }) => matter.name === number);
  };

  /** A request that the head answers a good day too late, and the case that comes of it. */
  const tooLate = (head: SamplePerson, place: number, minute: number, course?: CaseCourse) =>
    at(minute, async () => {
      const applicant = subordinate(head, place);
      if (!applicant) return;
      const asked = await ask(applicant, { end: 'approved', after: Math.round(day * 1.25), urged: 'app' }, 'annual');
      if (!asked || !course) return;
      const { number, approver } = asked;
      later(day + 30, () => receiveNotices(world, [approver]));
      later(Math.round(day * 1.5), async () => {
        const found = await caseOf(approver, number);
        if (!found?.may.includes('explain')) return;
        await world.as(approver.id).call(explain, { caseId: found.id, text: explanations[course.explanation] });
        if (course.decision) decideLater(approver, number, course.decision, course.appealed ?? false);
      });
    });

  const decideLater = (
    liable: SamplePerson,
    number: string,
    decision: NonNullable<CaseCourse['decision']>,
    appealed: boolean,
  ) => {
    later(Math.round(day * 0.8), async () => {
      const decider = world.as(hotelHr.id);
      const { rows } = await decider.call(listCasesToDecide, { limit: 100 });
      const found = rows.find((row) => row.matter.name === number);
      if (!found) return;
      const outcome = decision === 'waive' ? 'waive' : 'uphold';
      const judged = Object.fromEntries(['noObjectiveReason', 'backlog'].map((code) => [code, outcome === 'uphold']));
      await decider.call(decideCase, { caseId: found.id, outcome, reason: decisionReasons[decision], judged });
      later(20, () => receiveNotices(world, [liable]));
      if (!appealed) return;
      later(Math.round(day * 0.6), async () => {
        await world.as(liable.id).call(appeal, { caseId: found.id, text: appealText });
      });
      later(Math.round(day * 1.9), async () => {
        const judge = world.as(company.generalOffice.id);
        const open = (await judge.call(listCasesToDecide, { limit: 100 })).rows.find(({ id }) => id === found.id);
        if (!open) return;
        await judge.call(decideAppeal, {
          caseId: found.id,
          outcome: 'reduce',
          points: 2,
          reason: appealReason,
          judged: { noObjectiveReason: true, backlog: true },
        });
        later(15, () => receiveNotices(world, [liable]));
      });
    });
  };

  const headOf = (employer: SampleEmployer, name: string): SamplePerson => {
    const head = employer.departments.find((department) => department.name === name)?.head;
    if (!head) throw new Error(`nobody in the sample heads ${name}`);
    return head;
  };
  const inForce = on(11, 0);
  const span = present - inForce;
  tooLate(departmentHead, 1, inForce + span * 0.04, { explanation: 'busy', decision: 'uphold' });
  tooLate(headOf(hotel, '餐饮部'), 0, inForce + span * 0.1, {
    explanation: 'forgot',
    decision: 'uphold',
    appealed: true,
  });
  tooLate(headOf(hotel, '前厅部'), 2, inForce + span * 0.2, { explanation: 'trip', decision: 'waive' });
  tooLate(headOf(hotel, '中餐厅'), 1, inForce + span * 0.3, { explanation: 'system', decision: 'uphold' });
  tooLate(headOf(hotel, '餐饮部'), 0, inForce + span * 0.4, { explanation: 'busy', decision: 'upheldAgain' });
  // For HR to decide now.
  tooLate(headOf(hotel, '客房部'), 0, present - day * 3.6, { explanation: 'trip' });
  // The factory only observes.
  for (const [index, name] of ['生产部', '质量部', '研发部', '一车间', '采购部'].entries()) {
    tooLate(headOf(factory, name), index, on(4, 60) + (present - on(8, 0)) * (index / 5));
  }
}
