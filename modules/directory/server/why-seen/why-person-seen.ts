import { sql } from 'kysely';
import type { Words } from '#kernel/contract/words.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { managePeople, readDirectory } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import type { HiddenThing } from '../../contract/visibility.ts';
import * as contract from '../../contract/why-person-seen.ts';
import type { SeenWay } from '../../contract/why-seen.ts';
import { rulesAgainst } from '../visibility/hidden-from.ts';

const hiddenWords: Readonly<Record<HiddenThing, Words>> = {
  phone: { zh: '手机', en: 'mobile' },
  landline: { zh: '座机', en: 'landline' },
  email: { zh: '邮箱', en: 'e-mail' },
  person: { zh: '本人', en: 'the person' },
  department: { zh: '所在部门', en: 'the department' },
};

export const whyPersonSeen = handle<DirectoryViews>()(contract.whyPersonSeen, async (context, input) => {
  requireSystem(context, managePeople);
  const { personId, ids, number } = input;
  const { rows } = await sql<{ id: string; name: string; left: boolean; above: string[] }>`
    select p.id, p.name, p.left_on is not null as left,
      array(select t.ancestor_id from directory.membership m
        join directory.department_tree t on t.descendant_id = m.department_id and t.valid_to is null
        where m.person_id = p.id and m.valid_to is null) as above
    from directory.person p
    where p.id = any(${sql.val(ids)}::uuid[])
      or (${number} <> '' and (lower(p.account) = lower(${number}) or lower(p.staff_number) = lower(${number})))
    order by p.id limit 20`.execute(context.db);
  const rules = await rulesAgainst(context.db, personId);
  return {
    things: rows.map((target) => {
      const own = target.id === personId;
      const managed = { name: managePeople.name, of: target.id };
      const against = own
        ? []
        : rules.filter(
            (rule) =>
              rule.person_ids.includes(target.id) || rule.department_ids.some((id) => target.above.includes(id)),
          );
      const ways: SeenWay[] = [
        ...(own ? [{ rule: { zh: '本人：全部资料', en: 'Oneself: all of it' } }] : []),
        // Whoever is hidden altogether has no card but for who manages them; a leaver has none for colleagues.
        ...(target.left || against.some((rule) => rule.hides.includes('person'))
          ? []
          : [
              {
                rule: {
                  zh: '通讯录名片：姓名、部门、岗位、职务、工作联系方式',
                  en: 'Card in the directory: name, departments, posts, job title, work contacts',
                },
                permission: { name: readDirectory.name, of: target.id },
              },
            ]),
        {
          rule: {
            zh: '人员档案：工号、用工类型、入职等日期、地址，以及被隐藏的内容',
            en: 'Record: staff number, staff type, dates, address, and what is hidden from others',
          },
          permission: managed,
        },
        ...against.map((rule) => ({
          rule: {
            zh: `可见规则“${rule.name}”对其隐藏：${rule.hides.map((thing) => hiddenWords[thing].zh).join('、')}`,
            en: `The visibility rule “${rule.name}” hides from them: ${rule.hides.map((thing) => hiddenWords[thing].en).join(', ')}`,
          },
          hides: true,
          permission: managed,
        })),
      ];
      return { what: { zh: `人员 ${target.name}`, en: `Person: ${target.name}` }, ways };
    }),
  };
});
