import { describe, expect, it } from 'vitest';
import type { OutsideChannel } from '../contract/channels.ts';
import { outsideRules } from '../contract/settings.ts';
import type { KindRule, Quiet, Timing } from '../contract/timing.ts';
import { fillTemplate } from './fill-template.ts';
import { outsideText } from './outside-text.ts';
import { planDelivery, usualRule } from './plan-delivery.ts';
import { quietEnd } from './quiet-end.ts';
import { valueAt } from './value-at.ts';

const timeZone = 'Asia/Shanghai';
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`);
const shown = (instant?: Temporal.Instant) => instant?.toZonedDateTimeISO(timeZone).toPlainDateTime().toString();

function plan(
  channel: OutsideChannel,
  more: {
    now?: string;
    urgent?: boolean;
    rule?: KindRule;
    own?: Timing;
    quiet?: Quiet;
    workBegins?: string | null;
  } = {},
) {
  const now = at(more.now ?? '2026-03-03T20:00');
  const begins = more.workBegins === undefined ? '2026-03-04T09:00' : more.workBegins;
  const planned = planDelivery({
    channel,
    now,
    timeZone,
    urgent: more.urgent ?? false,
    rule: more.rule ?? usualRule(channel),
    own: more.own ?? null,
    quiet: more.quiet ?? { mode: 'outsideWork' },
    rules: outsideRules.initial,
    workBegins: () => (begins === null ? null : at(begins)),
  });
  return planned && [shown(planned.at), planned.heldFor];
}

describe('when a notice goes out', () => {
  it('waits for working time, unless it is urgent', () => {
    expect(plan('push')).toEqual(['2026-03-04T09:00:00', 'quiet']);
    expect(plan('push', { urgent: true })).toEqual(['2026-03-03T20:00:00', null]);
    expect(plan('push', { now: '2026-03-03T10:00', workBegins: '2026-03-03T10:00' })).toEqual([
      '2026-03-03T10:00:00',
      null,
    ]);
    expect(plan('push', { workBegins: null })).toEqual(['2026-03-03T20:00:00', null]);
  });

  it('goes by text message and phone only when it is urgent, later, or when chosen', () => {
    expect(plan('sms')).toBeUndefined();
    expect(plan('sms', { urgent: true })).toEqual(['2026-03-03T20:05:00', 'escalation']);
    expect(plan('phone', { urgent: true, own: 'off' })).toEqual(['2026-03-03T20:10:00', 'escalation']);
    expect(plan('sms', { own: 'now', quiet: { mode: 'never' } })).toEqual(['2026-03-03T20:00:00', null]);
  });

  it('is gathered for the next window, which keeps the quiet hours too', () => {
    expect(plan('mail', { now: '2026-03-03T10:00', workBegins: '2026-03-03T10:00' })).toEqual([
      '2026-03-03T17:00:00',
      'digest',
    ]);
    expect(plan('mail', { quiet: { mode: 'hours', from: '22:00', to: '10:30' } })).toEqual([
      '2026-03-04T10:30:00',
      'digest',
    ]);
  });

  it('a person switches a kind off, but not what the company made mandatory', () => {
    expect(plan('push', { own: 'off' })).toBeUndefined();
    const rule = { timing: 'now', mandatory: true } as const;
    expect(plan('push', { own: 'off', rule, quiet: { mode: 'never' } })).toEqual(['2026-03-03T20:00:00', null]);
    expect(plan('push', { own: 'digest', rule, quiet: { mode: 'never' } })?.[1]).toBe('digest');
  });
});

describe('quiet hours', () => {
  it('go past midnight', () => {
    const hours = { from: '22:00', to: '07:30' };
    expect(shown(quietEnd(at('2026-03-03T23:10'), hours, timeZone))).toBe('2026-03-04T07:30:00');
    expect(shown(quietEnd(at('2026-03-03T01:00'), hours, timeZone))).toBe('2026-03-03T07:30:00');
    expect(quietEnd(at('2026-03-03T07:30'), hours, timeZone)).toBeUndefined();
    expect(quietEnd(at('2026-03-03T21:59'), hours, timeZone)).toBeUndefined();
    expect(shown(quietEnd(at('2026-03-03T12:30'), { from: '12:00', to: '13:00' }, timeZone))).toBe(
      '2026-03-03T13:00:00',
    );
  });
});

describe('words outside', () => {
  const notice = {
    noticeId: 'n',
    kindName: '消息',
    title: '安：工资单发我',
    body: '全文',
    isPrivate: true,
    link: '/chat/1',
  };
  it('say no more than is permitted', () => {
    const kindOnly = { title: '规矩：您有一条新提醒（消息）', lines: ['请打开规矩查看。'], link: '/chat/1' };
    expect(outsideText([notice], 'kind', 'zh')).toEqual(kindOnly);
    expect(outsideText([notice], 'title', 'zh')).toEqual(kindOnly);
    expect(outsideText([notice], 'full', 'zh')).toEqual({ title: notice.title, lines: ['全文'], link: '/chat/1' });
    expect(outsideText([{ ...notice, isPrivate: false }], 'title', 'zh').title).toBe(notice.title);
  });
  it('of several are counted', () => {
    const other = { ...notice, kindName: '待办', title: '请审批', isPrivate: false };
    expect(outsideText([notice, notice, other], 'title', 'zh')).toEqual({
      title: '规矩：您有 3 条新提醒',
      lines: ['消息 × 2', '待办：请审批'],
      link: '/notifications',
    });
  });
});

describe('templates', () => {
  it('keep every value in its place', () => {
    const values = { text: '他说："好"\n{phone}', phone: '138' };
    expect(JSON.parse(fillTemplate('{"to":"{phone}","m":"{text}"}', values, 'json'))).toEqual({
      to: '138',
      m: values.text,
    });
    expect(fillTemplate('m={text}', { text: 'a&b=1' }, 'form')).toBe('m=a%26b%3D1');
    expect(fillTemplate('X {text}', { text: 'a\r\nEvil: 1' }, 'header')).toBe('X a Evil: 1');
    expect(fillTemplate('{other} {toString}', values, 'plain')).toBe('{other} {toString}');
  });
  it('find a value by its path', () => {
    const answer = { set: [{ code: 'Ok' }] };
    expect(valueAt(answer, 'set.0.code')).toBe('Ok');
    expect([valueAt(answer, 'set.1.code'), valueAt('x', 'length'), valueAt({}, 'constructor')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
