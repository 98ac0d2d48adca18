import { readFileSync } from 'node:fs';

/** Processor time that a process has used so far, in ms; without its children. */
export function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // In hundredths of a second (USER_HZ).
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Memory that a process holds, in bytes. */
export function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
}
