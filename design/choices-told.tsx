import { useDesignWords } from './design-words.ts';

/** Where choices come from the server: whether they are on their way, or why they didn't come. A `Read` is one. */
export interface ChoicesFrom {
  readonly loading: boolean;
  readonly failure: { readonly message: string } | undefined;
  readonly readAgain: () => void;
}

/** What stands in the list of a control where choices would: that they are on their way, that they didn't come, or that there are none. */
export function ChoicesTold({ from, none }: { from: ChoicesFrom | undefined; none: string | undefined }) {
  const words = useDesignWords();
  if (from?.failure && !from.loading)
    return (
      <div className="gj-choices-told" role="alert">
        <span>{from.failure.message}</span>
        {/* The list closes when the focus leaves the field: the press doesn't take it. Opening the list again asks again too. */}
        <button type="button" tabIndex={-1} onMouseDown={(event) => event.preventDefault()} onClick={from.readAgain}>
          {words.retry}
        </button>
      </div>
    );
  return <div className="gj-choices-told">{from?.loading ? words.loading : (none ?? words.noChoices)}</div>;
}
