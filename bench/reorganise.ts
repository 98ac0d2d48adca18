import { setTimeout as wait } from 'node:timers/promises';
import { startDirectoryCompany } from './directory-company.ts';
import { HttpClient } from './http-client.ts';
import { report } from './report.ts';

// `reorganise`: a division of 5,000 people in a company of 50,000 is moved below another one, from publishing until it has taken
// effect, and what everybody else waits for meanwhile (limit 100 ms; `calmMs` is the longest wait of the same calls beforehand).
// Then 5,000 people are moved one by one into other departments (`peopleSeconds`), which writes a membership for each.
const limitMs = 100;
const others = 4;

const company = await startDirectoryCompany();
const hr = new HttpClient(company.port);
const second = new HttpClient(company.port);
try {
  const day = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
  const call = async (http: HttpClient, operation: string, input: unknown, token: string) => {
    const answer = await http.call(operation, input, token);
    if (answer.status !== 200) throw new Error(`${operation}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  let going = true;
  let waits: number[] = [];
  /** Somebody whom nobody moves works meanwhile: searches, opens cards and lists, completes a profile. */
  const work = async (n: number) => {
    const http = new HttpClient(company.port);
    const token = `token-${4 + n}`;
    let revision = 0;
    const asked = [
      ['directory.searchPeople', { text: 'wang' }],
      ['directory.readTree', {}],
      ['directory.listPeople', { departmentId: company.leafIds[n + 3]?.[0], limit: 50 }],
      ['access.readViewer', {}],
      ['directory.readDepartment', { departmentId: company.divisionIds[n + 3] }],
    ] as const;
    const viewer = await call(http, 'access.readViewer', {}, token);
    for (let at = 0; going; at += 1) {
      const [operation, input] = asked[at % asked.length] ?? asked[0];
      const begin = performance.now();
      if (at % 10 === 9) {
        const person = await call(http, 'directory.readPerson', { personId: viewer.personId }, token);
        revision = person.revision as number;
        await call(
          http,
          'directory.completeProfile',
          { revision, landline: `0571-8${String(at).padStart(6, '0')}` },
          token,
        );
      } else await call(http, operation, input, token);
      waits.push(performance.now() - begin);
    }
    http.close();
  };

  /** Drafts, has it agreed to and published; gives the seconds from publishing until it is in force. */
  const reorganise = async (steps: readonly unknown[]): Promise<number> => {
    const made = await call(
      hr,
      'directory.createReorganisation',
      { name: '调整', employerId: company.employerId },
      'token-0',
    );
    const { reorganisationId } = made;
    const change = { steps, on: day };
    await call(hr, 'directory.changeReorganisation', { reorganisationId, revision: 1, change }, 'token-0');
    await call(second, 'directory.agreeReorganisation', { reorganisationId, revision: 2 }, 'token-1');
    const begin = performance.now();
    await call(hr, 'directory.publishReorganisation', { reorganisationId, revision: 3 }, 'token-0');
    for (;;) {
      const { rows } = await call(hr, 'directory.listReorganisations', {}, 'token-0');
      const state = (rows as { id: unknown; state: string }[]).find((row) => row.id === reorganisationId)?.state;
      if (state === 'failed') throw new Error('it failed');
      if (state === 'done') return (performance.now() - begin) / 1_000;
      await wait(10);
    }
  };

  const working = Array.from({ length: others }, (_, n) => work(n));
  await wait(2_000);
  waits = [];
  await wait(5_000);
  const calmMs = Math.max(...waits);
  waits = [];
  const [from = '', to = ''] = company.divisionIds;
  const seconds = await reorganise([{ kind: 'moveDepartment', departmentId: from, parentId: to }]);
  await company.settle();
  const longestWaitMs = Math.max(...waits);
  const calls = waits.length;
  waits = [];
  const leaves = company.leafIds[2] ?? [];
  const into = company.leafIds[3] ?? [];
  const peopleSeconds = await reorganise(
    leaves.map((fromId, at) => ({ kind: 'movePeople', fromId, toId: into[at], personIds: null, withPosts: true })),
  );
  await company.settle();
  const peopleLongestWaitMs = Math.max(...waits);
  going = false;
  await Promise.all(working);
  report({
    name: 'reorganise',
    ratio: longestWaitMs / limitMs,
    seconds,
    longestWaitMs,
    peopleSeconds,
    peopleLongestWaitMs,
    calmMs,
    calls,
    people: company.people,
    moved: 5_000,
    limitMs,
  });
} finally {
  hr.close();
  second.close();
  await company.stop();
}
