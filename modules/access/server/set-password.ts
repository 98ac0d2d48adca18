import { pinyin } from 'pinyin-pro';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import {
  passwordGuessable,
  passwordHoldsName,
  passwordTooPlain,
  passwordTooShort,
  passwordUsedBefore,
} from '../contract/failures.ts';
import {
  companyName,
  passwordClasses,
  passwordHistory,
  passwordMinLength,
  passwordStrength,
} from '../contract/settings.ts';
import { checkPassword } from '../domain/check-password.ts';
import type { AccessTables } from './access-tables.ts';
import { hashPassword, isPassword } from './password-hash.ts';

/** Hashes that are kept, whatever the setting says now. */
const mostKept = 24;

/** The company's rules for passwords. */
export async function passwordRules(context: Pick<QueryContext<AccessTables>, 'setting'>) {
  return {
    minLength: await context.setting(passwordMinLength),
    classes: await context.setting(passwordClasses),
    strength: await context.setting(passwordStrength),
    history: await context.setting(passwordHistory),
  };
}

const syllablesOf = (text: string) => pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
const joinedOf = (syllables: readonly string[]) => syllables.join('').replace(/\s/g, '');

/** What others know of a person and try first: account, name, the name in pinyin forwards and with the given name first. */
function ownWords(person: { account: string; name: string }): string[] {
  const syllables = syllablesOf(person.name);
  const joined = joinedOf(syllables);
  const turned = joinedOf([...syllables.slice(1), syllables[0] ?? '']);
  const [beforeAt = person.account] = person.account.split('@');
  return [...new Set([person.account, beforeAt, person.name, joined, turned])].filter((word) => word.length > 1);
}

/** What everybody knows of the company: its name and its employers', in pinyin, in initials. */
async function houseWords(context: CommandContext<AccessTables>): Promise<string[]> {
  const employers = await context.db.selectFrom('directory.published_employer').select('name').limit(50).execute();
  const names = [await context.setting(companyName), ...employers.map(({ name }) => name)];
  const words = names.flatMap((name) => {
    const syllables = syllablesOf(name);
    // 规矩科技有限公司 is guessed as guiju and guijukeji as well.
    return [name, ...[2, 3, 4, syllables.length].map((count) => joinedOf(syllables.slice(0, count)))];
  });
  return [...new Set(words)].filter((word) => word.length > 2);
}

/** Checks a new password against the rules and the last ones used, and stores it. Throws the declared refusals. */
export async function setPassword(
  context: CommandContext<AccessTables>,
  person: { id: string; account: string; name: string },
  password: string,
): Promise<void> {
  const { db } = context;
  const rules = await passwordRules(context);
  switch (checkPassword(password, rules, ownWords(person), await houseWords(context))) {
    case 'tooShort':
      throw refuse(passwordTooShort, { least: rules.minLength });
    case 'tooPlain':
      throw refuse(passwordTooPlain, { least: rules.classes });
    case 'holdsName':
      throw refuse(passwordHoldsName);
    case 'guessable':
      throw refuse(passwordGuessable);
  }
  const present = await db
    .selectFrom('access.credential')
    .select(['password_hash', 'changed_at'])
    .where('person_id', '=', person.id)
    .forUpdate()
    .executeTakeFirst();
  const former = await db
    .selectFrom('access.former_password')
    .select(['password_hash', 'changed_at'])
    .where('person_id', '=', person.id)
    .orderBy('changed_at', 'desc')
    .execute();
  const last = [...(present ? [present] : []), ...former].slice(0, rules.history);
  const same = await Promise.all(last.map((one) => isPassword(password, one.password_hash)));
  if (same.includes(true)) throw refuse(passwordUsedBefore, { last: rules.history });

  if (present) {
    await db
      .insertInto('access.former_password')
      .values({ person_id: person.id, ...present })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const oldest = former[mostKept - 1];
    if (oldest) {
      await db
        .deleteFrom('access.former_password')
        .where('person_id', '=', person.id)
        .where('changed_at', '<=', oldest.changed_at)
        .execute();
    }
  }
  const changed = {
    password_hash: await hashPassword(password),
    changed_at: context.now.toString(),
    must_change: false,
    stopped_at: null,
  };
  await db
    .insertInto('access.credential')
    .values({ person_id: person.id, ...changed })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(changed))
    .execute();
}
