import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { natsBus } from '#kernel/server/push/nats-bus.ts';
import type { NodeMessage, OpenNodeBus } from '#kernel/server/push/node-bus.ts';
import { startNatsServer } from '#kernel/testing/nats-server.ts';
import { startTestProgram, type TestClient, type TestNode, type TestProgram } from '#kernel/testing/test-program.ts';
import { openPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson, testAuthority } from '#modules/directory/testing.ts';
import { modules } from '#modules/index.ts';
import { listMessages, tellTyping, typingSignal } from './contract/messages.ts';
import { aGroup, say } from './testing.ts';

// Two programs on one database, as behind a load balancer, that tell each other over a real NATS server.
const nats = await startNatsServer();
const log = pino({ level: 'fatal' });

/** Which of the messages between the programs get lost. */
let isLost: (message: NodeMessage) => boolean = () => false;
const arrived: NodeMessage[] = [];
let hear = (): void => undefined;

const bus: OpenNodeBus = (epoch, take) =>
  natsBus(nats?.url ?? '', log)(epoch, (message) => {
    if (isLost(message)) return;
    arrived.push(message);
    take(message);
    hear();
  });
/** Comes back when a message like this has arrived on the other side. */
const arrival = (wanted: (message: NodeMessage) => boolean) =>
  new Promise<void>((resolve) => {
    hear = () => {
      if (arrived.some(wanted)) resolve();
    };
    hear();
  });

describe.skipIf(!nats)('two programs on one database (needs nats-server: apt-get install nats-server)', () => {
  let test: TestProgram;
  let other: TestNode;
  let ann: TestClient;
  let bo: TestClient;
  let group: string;

  beforeAll(async () => {
    test = await startTestProgram(
      { modules, authority: testAuthority(modules, new Map()), timeZone: async () => 'Asia/Shanghai' },
      { openBus: bus },
    );
    other = await test.node({ openBus: bus });
    const company = await aCompany(test);
    ann = await test.as(await aPerson(test, company, { name: '甲' }));
    const here = await test.as(await aPerson(test, company, { name: '乙' }));
    bo = other.through(here);
    group = await aGroup(ann, [here]);
    await test.settle();
    await other.program.settle();
  });
  afterAll(async () => {
    await other?.stop();
    await test?.stop();
    await nats?.stop();
  });

  it('deliver as one: what is sent here arrives there, what is typed too', async () => {
    const push = await openPush(other, bo);
    const clientId = crypto.randomUUID();
    await say(ann, group, '到了吗', clientId);
    const isIt = (facts: unknown) => (facts as { clientId?: string }).clientId === clientId;
    await arrival((message) => message.kind === 'numbered' && message.events.some(({ facts }) => isIt(facts)));
    await push.roundTrip();
    expect(push.events.map(({ facts }) => facts).filter(isIt)).toHaveLength(1);
    await ann.call(tellTyping, { conversationId: group });
    await arrival((message) => message.kind === 'signal' && message.name === typingSignal);
    await push.roundTrip();
    expect(push.signals).toEqual([{ name: typingSignal, facts: { conversationId: group, personId: ann.personId } }]);
    push.close();
  });

  it('a session that is ended here holds no connection there', async () => {
    const own = await test.as(bo.personId);
    const push = await openPush(other, other.through(own));
    const [session] = await test.sql<{ id: string }>(
      'select id from kernel.session order by made_at desc, id desc limit 1',
    );
    test.program.kernel.closeSessions([session?.id ?? '']);
    await arrival((message) => message.kind === 'sessionsEnded');
    expect(await push.closed).toBe(4001);
  });

  it('lose nothing when the messages between them get lost: what is missing is read from the database', async () => {
    let nth = 0;
    isLost = () => {
      nth += 1;
      return nth % 3 !== 0;
    };
    const pushes = [await openPush(test, ann), await openPush(other, bo)];
    const before = (await ann.call(listMessages, { conversationId: group })).lastSeq;
    const sending = Array.from({ length: 40 }, (_, n) => say(n % 2 === 0 ? ann : bo, group, `第 ${n} 条`));
    const places = (await Promise.all(sending)).map(({ seq }) => seq);
    const wanted = Array.from({ length: 40 }, (_, n) => before + 1 + n);
    expect(places.toSorted((one, another) => one - another)).toEqual(wanted);
    await test.settle();
    await other.program.settle();
    for (const push of pushes) {
      await push.roundTrip();
      const told = push.events.filter(({ name }) => name === 'messaging.messageSent');
      expect(told.map(({ facts }) => (facts as { seq: number }).seq)).toEqual(wanted);
      push.close();
    }
    isLost = () => false;
  });
});
