import type { Gateway } from '#kernel/server/define-module.ts';
import { readEvents } from '../../contract/feed.ts';

const json = { 'content-type': 'application/json; charset=utf-8' };
const whole = (text: string | undefined) =>
  text === undefined ? undefined : /^\d{1,15}$/.test(text) ? Number(text) : text;

/** `GET /api/v1/events?after=…&epoch=…&limit=…`: `integrations.readEvents` in the way that feeds are read with curl. */
export const feedGateway: Gateway = {
  path: '/api/v1/events',
  methods: ['GET'],
  mostBytes: 0,
  answer: async ({ query: { after, epoch, limit } }, call) => {
    const input = { after: whole(after), epoch, limit: whole(limit) };
    const called = await call(
      readEvents,
      Object.fromEntries(Object.entries(input).filter(([, one]) => one !== undefined)),
    );
    if (called.ok) return { status: 200, headers: json, body: JSON.stringify(called.body) };
    const { status, code, message, facts } = called;
    const wait = status === 429 ? { 'retry-after': String(facts.seconds ?? 60) } : {};
    return { status, headers: { ...json, ...wait }, body: JSON.stringify({ error: { code, message, facts } }) };
  },
};
