import { availableParallelism } from 'node:os';

/** Prints a measurement: for people as lines, with --json as one JSON object on the last line. */
export function report(result: { name: string; ratio: number } & Record<string, number | string>): void {
  const whole = { ...result, cores: availableParallelism(), node: process.version };
  if (!process.argv.includes('--json')) {
    for (const [key, value] of Object.entries(whole)) {
      console.log(`${key.padEnd(24)} ${typeof value === 'number' ? Math.round(value * 1000) / 1000 : value}`);
    }
  }
  console.log(JSON.stringify(whole));
}
