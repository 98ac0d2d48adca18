import type { RequestView } from '../contract/request.ts';
import { type RequestRecord, requestView } from '../domain/request-view.ts';
import { withheldView } from '../domain/withheld-view.ts';
import { type LoadedRequest, type Reads, readerOf } from './load-request.ts';

/** A request at a revision as the actor is shown it; `undefined` at one that it never had. */
export function viewFor(
  { actor }: Pick<Reads, 'actor'>,
  request: LoadedRequest,
  record: RequestRecord,
  revision = request.revision,
): RequestView | undefined {
  const view = requestView(record, revision, request.seesAll, readerOf(actor));
  return view && !request.seesContent ? withheldView(view, request.kind.title) : view;
}
