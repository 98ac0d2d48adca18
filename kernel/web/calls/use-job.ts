import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readJob } from '#kernel/contract/kernel-operations.ts';
import type { CallInputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import { useSignal } from '../push/signals.ts';
import { call } from './call.ts';
import { CallFailure } from './call-failure.ts';
import { useCommand } from './use-command.ts';

export interface Job<C extends OperationContract<'job'>> {
  /** Starts it. Gives the id, under which it can be left and found again (`resume`), or nothing where it was refused. */
  readonly start: (input: CallInputOf<C>) => Promise<string | undefined>;
  readonly resume: (jobId: string) => void;
  readonly state: 'idle' | 'starting' | 'queued' | 'running' | 'done' | 'failed';
  readonly done: number;
  /** 0 as long as it isn't known. */
  readonly total: number;
  readonly answer: OutputOf<C> | undefined;
  readonly failure: CallFailure | undefined;
}

/** Milliseconds between looks at the job, in case its signals don't arrive. */
const lookEvery = 3_000;

/** A long job: started here, followed by its signals and by looking, and free to be left. */
export function useJob<C extends OperationContract<'job'>>(operation: C): Job<C> {
  const command = useCommand(operation);
  const [jobId, setJobId] = useState<string>();
  const followed = useQuery({
    queryKey: [readJob.name, { jobId }],
    queryFn: ({ signal }) => call(readJob, { jobId: jobId ?? '' }, { signal }),
    enabled: jobId !== undefined,
    refetchInterval: (query) => (ended(query.state.data?.state) ? false : lookEvery),
  });
  useSignal('kernel.jobProgress', (facts) => {
    if ((facts as { jobId?: string }).jobId === jobId) void followed.refetch();
  });
  const seen = followed.data;
  const failed = seen?.failure ? new CallFailure({ ...seen.failure, status: 409 }) : undefined;
  return {
    start: async (input) => {
      setJobId(undefined);
      const answer = await command.run(input);
      const started = (answer as { jobId: string } | undefined)?.jobId;
      setJobId(started);
      return started;
    },
    resume: setJobId,
    state: seen?.state ?? (command.running ? 'starting' : jobId ? 'queued' : 'idle'),
    done: seen?.done ?? 0,
    total: seen?.total ?? 0,
    answer: seen?.answer as OutputOf<C> | undefined,
    failure: failed ?? command.failure ?? followed.error ?? undefined,
  } as Job<C>;
}

const ended = (state: string | undefined) => state === 'done' || state === 'failed';
