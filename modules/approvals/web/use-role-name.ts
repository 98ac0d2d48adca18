import { useRead } from '#kernel/web/calls/use-read.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { listRoles } from '#modules/access/contract/roles.ts';
import { words } from './words.ts';

/** What a role is called: one that every company has by its name, one of the company's own by its id. */
export function useRoleName(): (role: string) => string {
  const t = useWords(words);
  const language = useLanguage();
  const listed = useRead(listRoles, {}).data?.roles ?? [];
  return (role) => {
    const isBuiltIn = Object.hasOwn(builtInRoles, role);
    const id = isBuiltIn ? builtInRoles[role as keyof typeof builtInRoles] : role;
    return listed.find((one) => one.id === id)?.name[language] ?? (isBuiltIn ? t(`flow.role.${role as 'hr'}`) : role);
  };
}
