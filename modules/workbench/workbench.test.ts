import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Composition } from '#kernel/server/program.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson, type Grants, testAuthority } from '#modules/directory/testing.ts';
import { modules } from '#modules/index.ts';
import { saveCalendarDay } from '#modules/worktime/contract/operations.ts';
import { manageCalendar } from '#modules/worktime/contract/permissions.ts';
import { readWorkbench, saveShortcuts } from './contract/operations.ts';
import { workbenchCache } from './web/cache.ts';

const grants: Grants = new Map();
const composition: Composition = {
  modules,
  timeZone: async () => 'Asia/Shanghai',
  authority: testAuthority(modules, grants),
};

describe('the workbench', () => {
  let test: TestProgram;
  let ann: TestClient;
  let bob: TestClient;
  let hr: TestClient;
  const verify = (action: () => Promise<unknown>) =>
    verifyPush(test, ann, workbenchCache, [[readWorkbench, {}]], action);

  beforeAll(async () => {
    test = await startTestProgram(composition);
    const company = await aCompany(test);
    const abroad = await aCompany(test, { name: '云澜海外', timeZone: 'America/Los_Angeles', departments: [] });
    ann = await test.as(await aPerson(test, company));
    bob = await test.as(await aPerson(test, abroad));
    hr = await test.as(await aPerson(test, company));
    grants.set(hr.personId, [{ permission: manageCalendar, reach: 'company' }]);
  });
  afterAll(() => test.stop());

  it('says which day it is where the reader works', async () => {
    expect(await ann.call(readWorkbench, {})).toMatchObject({ today: '2026-03-02', kind: 'workday', name: null });
    expect(await bob.call(readWorkbench, {})).toMatchObject({ today: '2026-03-01', kind: 'restDay' });
    await expect(test.visitor().call(readWorkbench, {})).rejects.toMatchObject({ status: 401 });
  });

  it('knows holidays and make-up workdays, and that a year has no data', async () => {
    await test.travelTo('2026-10-01T09:00:00+08:00');
    expect(await ann.call(readWorkbench, {})).toMatchObject({
      kind: 'holiday',
      name: { zh: expect.stringContaining('国庆') },
      calendarKnown: true,
    });
    await test.travelTo('2026-10-10T09:00:00+08:00');
    expect(await ann.call(readWorkbench, {})).toMatchObject({ kind: 'makeUpWorkday' });
    await test.travelTo('2028-01-03T09:00:00+08:00');
    expect(await ann.call(readWorkbench, {})).toMatchObject({ kind: 'workday', calendarKnown: false });
    await test.travelTo('2026-03-02T09:00:00+08:00');
  });

  it('keeps shortcuts in the order of the person, for that person only', async () => {
    const paths = ['/messages', '/leave/new', '/todo'];
    const events = await verify(() => ann.call(saveShortcuts, { paths }));
    expect(events.map((event) => event.name)).toEqual(['workbench.shortcutsSaved']);
    await verify(() => ann.call(saveShortcuts, { paths: paths.toReversed() }));
    expect((await ann.call(readWorkbench, {})).shortcuts).toEqual(['/todo', '/leave/new', '/messages']);
    expect((await bob.call(readWorkbench, {})).shortcuts).toEqual([]);
    expect(await verify(() => bob.call(saveShortcuts, { paths: ['/me'] }))).toEqual([]);
    await verify(() => ann.call(saveShortcuts, { paths: [] }));
    expect((await ann.call(readWorkbench, {})).shortcuts).toEqual([]);
  });

  it('takes pages of the app only, each once, and not without end', async () => {
    const refused = { status: 400, code: 'kernel.invalidInput' };
    for (const path of ['https://evil.example', '//evil.example', '/\\evil.example', '/a?b', 'todo', '/<script>']) {
      await expect(ann.call(saveShortcuts, { paths: [path] }), path).rejects.toMatchObject(refused);
    }
    await expect(ann.call(saveShortcuts, { paths: ['/todo', '/todo'] })).rejects.toMatchObject(refused);
    const many = Array.from({ length: 25 }, (_, at) => `/page-${at}`);
    await expect(ann.call(saveShortcuts, { paths: many })).rejects.toMatchObject(refused);
  });

  it('learns of a day that became a holiday', async () => {
    const day = { kind: 'holiday' as const, name: { zh: '店庆', en: 'Anniversary' }, statutory: false };
    await verify(() => hr.call(saveCalendarDay, { employerId: null, date: '2026-03-02', day }));
    expect(await ann.call(readWorkbench, {})).toMatchObject({ kind: 'holiday', name: day.name });
  });
});
