import { sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { bothLanguages, type DesignWords } from '../contract/form-design.ts';
import { storedKindOf } from './kind-of.ts';

/** What a request's kind is called, as a column of `approvals.instance i`. */
export const kindTitleColumn = sql`(select d.settings -> 'title' from approvals.definition d
  where d.kind = i.kind and d.version = i.definition_version) as kind_title`;

export interface KindTitleRow {
  readonly kind: string;
  /** As the version of the request says it; nothing: as the program says it. */
  readonly kind_title: DesignWords | null;
}

/** What the kind is called, in both languages. */
export const kindTitle = (context: Pick<QueryContext<unknown>, 'contracts'>, row: KindTitleRow) =>
  row.kind_title ? bothLanguages(row.kind_title) : storedKindOf(context, row.kind).title;
