import { sql } from 'kysely';
import { readClock } from '#kernel/contract/kernel-operations.ts';
import type { Command } from './policy-tables.ts';

/** A program that runs beats every minute; a pause of more than this was an outage. */
const LONGEST_PAUSE_MS = 5 * 60_000;

/** The machine's own time, which nobody moves. */
export async function machineTime(context: Command): Promise<Temporal.Instant> {
  const { offsetMs } = await context.read(readClock, {});
  return context.now.subtract({ milliseconds: offsetMs });
}

/**
 * The stretch in which the program wasn't running, if it has just come back: from the last beat until now. Measured by the
 * machine's own time, because the kernel's clock may be moved (tests, the sample company), which is no outage.
 */
export async function runningGap(context: Command): Promise<{ from: string; to: string } | undefined> {
  const { rows } = await sql<{ at: string; machine_at: string }>`select at, machine_at from policy.heartbeat`.execute(
    context.db,
  );
  const last = rows[0];
  if (!last) return undefined;
  const machine = await machineTime(context);
  const pause = machine.epochMilliseconds - Temporal.Instant.from(last.machine_at).epochMilliseconds;
  if (pause <= LONGEST_PAUSE_MS) return undefined;
  return { from: context.now.subtract({ milliseconds: pause }).toString(), to: context.now.toString() };
}
