import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { Actor } from '#kernel/contract/actor.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { managePeople, manageStructure } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import type { HiddenThing } from '../../contract/visibility.ts';
import { departmentsWithin } from '../department-reach.ts';

interface Rule {
  readonly name: string;
  readonly hides: readonly HiddenThing[];
  readonly department_ids: string[];
  readonly person_ids: string[];
}

/** What the directory's rules keep from whoever asks. */
export interface Hidden {
  /** SQL condition: one of these is hidden of the person in that column (`'p.id'`). */
  of(things: readonly HiddenThing[], personColumn: string): RawBuilder<boolean>;
  /** SQL condition: the department `d` (directory.department) is hidden. */
  department(): RawBuilder<boolean>;
  /** Whether one of these is hidden of anybody at all: where not, nothing needs to be asked. */
  any(things: readonly HiddenThing[]): boolean;
}

type Asking = Pick<QueryContext<DirectoryViews>, 'db' | 'actor' | 'within' | 'reach'>;

/** Who is kept from something: an application as somebody whom no rule names. */
function viewerOf(actor: Actor): string | undefined {
  if (actor.kind === 'person') return actor.personId;
  return actor.kind === 'application' ? actor.applicationId : undefined;
}

/** The rules that keep something from this viewer, whoever it is about. */
export async function rulesAgainst(db: QueryExecutorProvider, viewer: string): Promise<readonly Rule[]> {
  const { rows } = await sql<Rule>`
    select r.name, r.hides, r.department_ids, r.person_ids from directory.visibility_rule r
    where not ${viewer}::uuid = any(r.shown_to_person_ids)
      and not (r.among_themselves and ${viewer}::uuid = any(r.person_ids))
      and not exists (select from directory.membership m
        join directory.department_tree t on t.descendant_id = m.department_id and t.valid_to is null
        where m.person_id = ${viewer}::uuid and m.valid_to is null
          and t.ancestor_id = any(r.shown_to_department_ids
            || case when r.among_themselves then r.department_ids else '{}' end))`.execute(db);
  return rows;
}

/**
 * The rules that hold against the actor, asked once for a request. The system sees everything. Nobody is hidden from oneself, or
 * from who manages that person; no department from who manages its structure.
 */
export async function hiddenFrom(context: Asking): Promise<Hidden> {
  const viewer = viewerOf(context.actor);
  const rows = viewer === undefined ? [] : await rulesAgainst(context.db, viewer);
  const about = (things: readonly HiddenThing[]) =>
    rows.filter((rule) => rule.hides.some((thing) => things.includes(thing)));
  return {
    any: (things) => about(things).length > 0,
    of: (things, personColumn) => {
      const rules = about(things);
      if (viewer === undefined || rules.length === 0) return sql`false`;
      const person = sql.ref(personColumn);
      const personIds = rules.flatMap((rule) => rule.person_ids);
      const departmentIds = rules.flatMap((rule) => rule.department_ids);
      return sql`(${person} <> ${viewer}::uuid
        and (${person} = any(${sql.val(personIds)}::uuid[]) or exists (select from directory.membership vm
          join directory.department_tree vt on vt.descendant_id = vm.department_id and vt.valid_to is null
          where vm.person_id = ${person} and vm.valid_to is null
            and vt.ancestor_id = any(${sql.val(departmentIds)}::uuid[])))
        and not ${context.within(managePeople, personColumn)})`;
    },
    department: () => {
      const departmentIds = about(['department']).flatMap((rule) => rule.department_ids);
      if (departmentIds.length === 0) return sql`false`;
      return sql`(exists (select from directory.department_tree vt where vt.descendant_id = d.id and vt.valid_to is null
          and vt.ancestor_id = any(${sql.val(departmentIds)}::uuid[]))
        and not ${departmentsWithin(context, manageStructure)})`;
    },
  };
}
