import { sql } from 'kysely';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import type { PersonalMark } from '#kernel/contract/personal.ts';
import { retention, superviseRetention } from '#kernel/contract/retention.ts';
import type { Words } from '#kernel/contract/words.ts';
import type { Command, Query } from '../privacy-tables.ts';

/** Somebody of whom something, or everything, isn't erased. */
export interface PersonHold {
  readonly personId: string;
  readonly of: 'leaver' | 'everything';
  readonly why: Words;
  readonly confidential: boolean;
}

/** As which holds are asked for and data is erased. */
export const erasing = { name: 'privacy.erase', permissions: [superviseRetention] };

const legal = { zh: '已被冻结（诉讼、仲裁、调查等）', en: 'Held, for a lawsuit, arbitration or inquiry' };
const complaint = { zh: '有未办结的个人信息投诉', en: 'A privacy complaint is open' };

/** Everybody who is held, by people here, by open complaints, and by what other modules know; what may be told comes first. */
export async function findHolds(
  context: Pick<Query, 'db' | 'readAs' | 'contracts'> | Pick<Command, 'db' | 'readAs' | 'contracts'>,
): Promise<readonly PersonHold[]> {
  const { rows } = await sql<{ person_id: string; confidential: boolean }>`
    select person_id, false as confidential from privacy.hold where ended_at is null
    union select complainant_id, true from privacy.complaint where state <> 'closed'
    union select about_person_id, true from privacy.complaint where state <> 'closed' and about_person_id is not null`.execute(
    context.db,
  );
  const own = rows.map(({ person_id: personId, confidential }) => ({
    ...{ personId, of: 'everything' as const, why: confidential ? complaint : legal, confidential },
  }));
  const others: PersonHold[] = [];
  for (const { holds } of extensionsAt(retention, context.contracts)) {
    if (holds) others.push(...(await context.readAs(erasing, holds, {})).holds);
  }
  return [...own, ...others].sort((one, other) => Number(one.confidential) - Number(other.confidential));
}

/** Whose data of this kind stays. A running request of a leaver keeps what is kept of leavers, and nothing else. */
export function heldFor(holds: readonly PersonHold[], period: PersonalMark['retention']): string[] {
  const ofLeavers = period === 'employment' || period === 'employment+2y' || period === 'case+1y';
  return [...new Set(holds.filter(({ of }) => of === 'everything' || ofLeavers).map(({ personId }) => personId))];
}
