import { describe, expect, it } from 'vitest';
import { writeCsv } from '#kernel/server/sheets/write-csv.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import { exportPeople } from '../../domain/import/export-people.ts';
import { NO_FIELDS } from '../../domain/import/person-fields.ts';
import { type ExistingDirectory, planImport } from '../../domain/import/plan-import.ts';
import { readPeople } from '../../domain/import/read-people.ts';
import { previewDigest } from './preview-digest.ts';
import { readPeopleSheet } from './read-people-sheet.ts';

const empty: ExistingDirectory = {
  revision: '1',
  company: { id: 'root', name: '规矩公司' },
  departments: [],
  people: [],
  employers: [],
  posts: [],
};

function planOf(bytes: Uint8Array, existing: ExistingDirectory) {
  const sheet = readPeopleSheet(bytes, 'people');
  if ('code' in sheet) throw new Error(sheet.code);
  return planImport(existing, readPeople(sheet));
}

const formats = [
  ['.xlsx', (rows: string[][]) => writeXlsx([{ name: '成员', rows }])],
  ['.csv', (rows: string[][]) => writeCsv(rows)],
] as const;

describe.each(formats)('an address book as %s', (_, write) => {
  it('goes from WeCom to a plan, past its instructions, with problems at their place', () => {
    const plan = planOf(
      write([
        ['填写须知：\n1、红色字段必填；\n2、部门：上下级用"/"，多个部门用";"'],
        [
          '姓名',
          '帐号',
          '别名',
          '职务',
          '部门',
          '性别',
          '手机',
          '座机',
          '邮箱',
          '地址',
          '直属上级',
          '部门负责人',
          '微信插件',
        ],
        [
          '张三',
          'ZhangSan',
          '',
          '经理',
          '规矩公司/研发;规矩公司/市场',
          '男',
          '13800000001',
          '010-1',
          'z@corp.cn',
          '北京',
          '',
          '是;否',
          '已关注',
        ],
        ['李四', 'lisi', '', '=1+1', '规矩公司/研发', '女', '+86 13800000002', '', '', '', 'zhangsan', '', ''],
        ['王五', 'LISI', '', '', '规矩公司/研发', '女', '1', '', '', '', '', '', ''],
      ]),
      empty,
    );
    expect(plan.problems.map((found) => [found.code, found.row, found.column])).toEqual([
      ['headings.left_aside', 2, 'M'],
      ['cell.formula_like', 4, 'D'],
      ['mobile.bad', 5, 'G'],
      ['account.twice', 5, 'B'],
    ]);
    expect(plan.create.map((person) => person.account)).toEqual(['ZhangSan', 'lisi']);
    expect(plan.applicable).toBe(false);
  });

  it('of 10,000 people goes out and comes back without a change', () => {
    const departments = Array.from({ length: 200 }, (_, index) => ({
      id: `d${index}`,
      parentId: index < 10 ? 'root' : `d${index % 10}`,
      name: `部门${index}`,
      outsideId: index + 2,
    }));
    const people = Array.from({ length: 10_000 }, (_, index) => ({
      id: `p${index}`,
      account: `user${index}`,
      fields: {
        ...NO_FIELDS,
        name: `员工${index}`,
        phone: `+86138${String(index).padStart(8, '0')}`,
        email: `user${index}@corp.cn`,
        staffNumber: String(index).padStart(6, '0'),
      },
      departmentIds: [`d${index % 200}`],
      headOfIds: index < 200 ? [`d${index}`] : [],
      deputyOfIds: index >= 200 && index < 300 ? [`d${index - 200}`] : [],
      supervisorId: index === 0 ? null : `p${Math.floor(index / 10)}`,
    }));
    const company = { ...empty, departments, people };
    const plan = planOf(write(exportPeople(company)), company);
    expect(plan.problems).toEqual([]);
    expect([plan.create.length, plan.change.length, plan.unchanged.length]).toEqual([0, 0, 10_000]);
    const first = planOf(write(exportPeople(company)), empty);
    expect([first.applicable, first.create.length, first.departmentsToCreate.length]).toEqual([true, 10_000, 200]);
  });
});

describe('the digest of a preview', () => {
  const bytes = Uint8Array.from([1, 2, 3]);

  it('changes with the file, the directory and the options, and with nothing else', () => {
    const digest = previewDigest(bytes, '7', { emptyCells: 'keep', companyAlias: undefined });
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(previewDigest(Uint8Array.from(bytes), '7', { emptyCells: 'keep' })).toBe(digest);
    expect(previewDigest(Uint8Array.from([1, 2, 4]), '7', { emptyCells: 'keep' })).not.toBe(digest);
    expect(previewDigest(bytes, '8', { emptyCells: 'keep' })).not.toBe(digest);
    expect(previewDigest(bytes, '7', { emptyCells: 'clear' })).not.toBe(digest);
  });
});
