import { madeName } from '#modules/directory/testing.ts';
import { startDirectoryCompany } from './directory-company.ts';
import { HttpClient } from './http-client.ts';
import { report } from './report.ts';

// `directory-search`: what one waits for after a keystroke, at 50,000 people: 汉字, pinyin, initials and phone, typed a character
// at a time, by two people who type at once. `ratio`: the 95th percentile over what feels immediate (limit 100 ms).
const limitMs = 100;
const words = 200;
const typists = 2;

/** What somebody types, one after the other. */
function keystrokes(n: number): string[] {
  const name = madeName(n * 31);
  const phone = `139${String(n * 211).padStart(8, '0')}`;
  const typed = [
    name,
    ['wangwei', 'liufang', 'chenna', 'huangmin', 'zhoujing', 'zhengg'][n % 6] ?? '',
    ['ww', 'lf', 'zm', 'hj', 'xgy', 'sc'][n % 6] ?? '',
    phone.slice(-4 - (n % 4)),
  ][n % 4] as string;
  const characters = [...typed];
  return characters.map((_, at) => characters.slice(0, at + 1).join(''));
}

const company = await startDirectoryCompany();
try {
  const times: number[] = [];
  let withHits = 0;
  const typing = async (typist: number, measured: boolean) => {
    const http = new HttpClient(company.port);
    for (let n = typist; n < (measured ? words : typists * 4); n += typists) {
      for (const text of keystrokes(n)) {
        const begin = performance.now();
        const answer = await http.call('directory.searchPeople', { text }, `token-${typist}`);
        if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
        if (!measured) continue;
        times.push(performance.now() - begin);
        if ((answer.body.rows as unknown[]).length > 0) withHits += 1;
      }
    }
    http.close();
  };
  const everybody = (measured: boolean) =>
    Promise.all(Array.from({ length: typists }, (_, typist) => typing(typist, measured)));
  await everybody(false);
  await everybody(true);
  times.sort((one, other) => one - other);
  const part = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  report({
    name: 'directory-search',
    ratio: part(0.95) / limitMs,
    p50Ms: part(0.5),
    p95Ms: part(0.95),
    mostMs: times.at(-1) ?? 0,
    keystrokes: times.length,
    withHits: withHits / times.length,
    people: company.people,
    typists,
    limitMs,
  });
} finally {
  await company.stop();
}
