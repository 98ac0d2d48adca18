import { Component, type ReactNode } from 'react';
import { FaultPage } from './fault-page.tsx';
import { forgetFailedFetches } from './fetch-once.ts';

interface Caught {
  readonly problem: unknown;
  readonly id: string;
  readonly at: string | undefined;
}

/**
 * Holds a fault where it happened: the rest of the house stays usable. Another address (`at`) forgets it.
 * What draws nothing (`background`) leaves nothing on screen when it breaks; React tells the console.
 */
export class ErrorBoundary extends Component<
  { readonly scope: 'page' | 'app' | 'background'; readonly at?: string; readonly children: ReactNode },
  { readonly caught?: Caught; readonly at?: string | undefined }
> {
  override state: { readonly caught?: Caught; readonly at?: string | undefined } = {};

  static getDerivedStateFromError(problem: unknown) {
    const id = Math.random().toString(36).slice(2, 8).toUpperCase();
    return { caught: { problem, id } };
  }

  static getDerivedStateFromProps(
    props: { readonly at?: string },
    state: { readonly caught?: Caught; readonly at?: string | undefined },
  ) {
    if (props.at === state.at) return null;
    return { at: props.at, caught: undefined };
  }

  override render() {
    const { caught } = this.state;
    if (!caught) return this.props.children;
    if (this.props.scope === 'background') return null;
    return (
      <FaultPage
        scope={this.props.scope}
        problem={caught.problem}
        id={caught.id}
        onRetry={() => {
          forgetFailedFetches();
          this.setState({ caught: undefined } as never);
        }}
      />
    );
  }
}
