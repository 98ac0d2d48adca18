import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { report } from './report.ts';

// `start`: from the launcher to the first answered page of an installed copy (limit 3,000 ms), once with an empty data
// directory and once with its own; and the memory at rest of all its processes as PSS (limit 350 MB).
const limitMs = 3_000;
const limitMb = 350;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  server.close();
  await once(server, 'close');
  return port;
}

/** What processes have used of the processors, with all that they started and waited for, in ms. */
function cpuMs(pids: Iterable<number>): number {
  let ticks = 0;
  for (const pid of pids) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      for (const at of [11, 12, 13, 14]) ticks += Number(fields[at]);
    } catch {
      // Gone meanwhile.
    }
  }
  return ticks * 10;
}

/** All processes below one, itself too. */
function processTree(root: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
    } catch {
      // Gone meanwhile.
    }
  }
  const found: number[] = [];
  const visit = (pid: number): void => {
    found.push(pid);
    for (const child of parents.get(pid) ?? []) visit(child);
  };
  visit(root);
  return found;
}

/** PostgreSQL runs in a process group of its own but stays our descendant or is adopted: found by its data directory. */
function postgresPids(dataDir: string): number[] {
  const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  return processTree(pid);
}

function pssMb(pids: Iterable<number>): number {
  let kb = 0;
  for (const pid of pids) {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    kb += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return kb / 1024;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'guiju-start-'));

async function startOnce(measureMemory: boolean): Promise<{ ms: number; cpu: number; mb: number }> {
  const port = await freePort();
  const begin = performance.now();
  const launcher = spawn(
    process.execPath,
    [join(root, 'launcher.mjs'), 'start', '--port', String(port), '--host', '127.0.0.1', '--data', dataDir],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  try {
    for (;;) {
      const answered = await fetch(`http://127.0.0.1:${port}/`).then(
        (answer) => (answer.ok ? answer.text() : undefined),
        () => undefined,
      );
      if (answered) break;
      if (performance.now() - begin > 60_000) throw new Error('no page after a minute');
      await wait(20);
    }
    const ms = performance.now() - begin;
    const cpu = cpuMs(new Set([...processTree(launcher.pid ?? 0), ...postgresPids(dataDir)]));
    if (!measureMemory) return { ms, cpu, mb: 0 };
    await wait(5_000);
    return { ms, cpu, mb: pssMb(new Set([...processTree(launcher.pid ?? 0), ...postgresPids(dataDir)])) };
  } finally {
    launcher.kill('SIGTERM');
    await once(launcher, 'exit');
  }
}

// The building belongs to the installing.
spawnSync(process.execPath, [join(root, 'launcher.mjs'), 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
try {
  const first = await startOnce(false);
  const again = await startOnce(true);
  const ms = Math.max(first.ms, again.ms);
  report({
    name: 'start',
    ratio: ms / limitMs,
    ms,
    firstMs: first.ms,
    againMs: again.ms,
    firstCpuMs: first.cpu,
    againCpuMs: again.cpu,
    limitMs,
    mb: again.mb,
    limitMb,
    memoryRatio: again.mb / limitMb,
  });
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
