import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { Page } from '#design/page.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import type { AnswerOf, Callable } from './call.ts';
import { FailureNote } from './failure-note.tsx';
import { useCommand } from './use-command.ts';

/**
 * A page that is only passed through: runs a command, once for each input, and goes on to the address that its answer leads
 * to, which takes this page's place in the history. Where it fails, it says so and offers to try again.
 */
export function RunAndGo<C extends Callable>(props: {
  title: string;
  operation: C;
  input: CallInputOf<C>;
  to: (answer: AnswerOf<C>) => string;
}) {
  const [, go] = useLocation();
  const command = useCommand(props.operation);
  const asked = useRef('');
  const input = JSON.stringify(props.input);
  const run = async () => {
    const answer = await command.run(props.input);
    if (answer !== undefined) go(props.to(answer), { replace: true });
  };
  useEffect(() => {
    if (asked.current === input) return;
    asked.current = input;
    void run();
  });
  return (
    <Page title={props.title}>
      {command.failure ? (
        <FailureNote failure={command.failure} onRetry={() => void run()} />
      ) : (
        <Skeleton shape="rows" />
      )}
    </Page>
  );
}
