import { readdirSync, readFileSync } from 'node:fs';

/** Processor time that a process has used so far, in ms; without its children. */
export function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // In hundredths of a second (USER_HZ).
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Processor time that the processes below a process have used so far, in ms; of those that are gone, what they used doesn't count. */
export function processorMsBelow(pid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^[0-9]+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const isBelow = (child: number): boolean => {
    const parent = parents.get(child);
    return parent === pid || (parent !== undefined && isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow).reduce((all, child) => all + processorMs(child), 0);
}

/** Memory that a process holds, in bytes. */
export function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
}
