import { describe, expect, it } from 'vitest';
import { columnLetter, type Sheet } from '#kernel/contract/sheet.ts';
import { parseDepartmentPaths, writeDepartmentPath } from './department-path.ts';
import { fieldOf, findHeadings } from './headings.ts';
import { mobileNumber } from './mobile-number.ts';
import { PROBLEMS, problem, problemText } from './problems.ts';
import { type ReadPeopleOptions, readPeople } from './read-people.ts';

function sheet(...rows: string[][]): Sheet {
  return { format: 'xlsx', name: '', rows: rows.map((cells, index) => ({ number: index + 1, cells })), marks: [] };
}

const HEAD = ['姓名', '帐号', '部门', '手机', '邮箱', '性别', '直属上级', '部门负责人', '入职日期', '员工类型'];

/** One person under all of `HEAD`, with some cells replaced. */
function person(cells: Record<string, string>, options?: ReadPeopleOptions) {
  const row = HEAD.map((heading) => cells[heading] ?? { 姓名: '张三', 帐号: 'zhangsan', 部门: '研发' }[heading] ?? '');
  const read = readPeople(sheet(HEAD, row), options);
  return { ...read, person: read.rows[0], codes: read.problems.map((found) => found.code) };
}

describe('headings', () => {
  it.each([
    ['*账号（必填）', 'account'],
    ['User ID', 'account'],
    ['direct_leader', 'supervisor'],
    ['员工UserID', 'account'],
    ['手机号码', 'phone'],
    ['所在部门', 'departments'],
    ['是否此部门主管(是/否)', 'headOf'],
    ['是否部门内领导', 'headOf'],
    ['職務', 'jobTitle'],
    ['岗位', 'post'],
    ['员工编号', 'staffNumber'],
  ])('%s means %s', (heading, field) => {
    expect(fieldOf(heading)).toBe(field);
  });

  it('takes 职位 and Position as the job title, never as the post', () => {
    for (const heading of ['职务', '职位', 'Position', '职位名称']) expect(fieldOf(heading)).toBe('jobTitle');
  });

  it('finds the row below the instructions, as in a WeCom template', () => {
    const found = findHeadings([
      { number: 1, cells: ['填写须知：\n1、带 * 的为必填；\n2、部门：上下级之间用"/"，多个部门之间用";"'] },
      { number: 3, cells: ['姓名', '如：张三'] },
      {
        number: 4,
        cells: [
          '姓名*',
          '帐号*',
          '别名',
          '职务',
          '部门*',
          '性别',
          '手机',
          '座机',
          '邮箱',
          '地址',
          '直属上级',
          '部门负责人',
          '微信插件',
        ],
      },
      { number: 5, cells: ['张三', 'zhangsan'] },
    ]);
    expect(found?.row).toBe(4);
    expect([...(found?.columns.keys() ?? [])]).toHaveLength(12);
    expect(found?.leftAside).toEqual([{ column: 'M', heading: '微信插件' }]);
  });

  it('reports what is missing, what is twice, and what is left aside', () => {
    const read = readPeople(sheet(['姓名', '手机', '手机号', '星座'], ['张三', '13800000000', '', '白羊']));
    expect(read.problems.map((found) => [found.code, found.facts, found.column])).toEqual([
      ['headings.missing', { field: 'account' }, undefined],
      ['headings.missing', { field: 'departments' }, undefined],
      ['headings.twice', { field: 'phone', first: 'B', second: 'C' }, undefined],
      ['headings.left_aside', {}, 'D'],
    ]);
    expect(problemText(read.problems[0] ?? problem('file.empty'), 'zh')).toBe('第 1 行：缺少必需的列「帐号」。');
    expect(readPeople(sheet(['你好', '世界'])).problems.map((found) => found.code)).toEqual(['headings.none']);
    expect(readPeople(sheet(HEAD)).problems.map((found) => found.code)).toEqual(['sheet.no_people']);
    expect(readPeople(sheet()).problems.map((found) => found.code)).toEqual(['sheet.empty']);
  });

  it('counts columns as Excel does', () => {
    expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});

describe('names', () => {
  it.each([
    '张',
    '𠮷'.repeat(64),
    '欧阳·娜娜',
    'Anne-Marie O’Neil',
    '小明😀',
    '👨‍👩‍👧',
    '☺️',
    '葛\u{e0100}',
    'محمد',
    '1️⃣',
  ])('%s is a name', (name) => {
    const { codes, person: read } = person({ 姓名: name });
    expect(codes).toEqual([]);
    expect(read?.name).toBe(name);
  });

  it.each([
    ['张\u202e三', 'text.bidi', 2, 'U+202E'],
    ['\u200f张三', 'text.bidi', 1, 'U+200F'],
    ['😀\u2066', 'text.bidi', 2, 'U+2066'],
    ['张\u200b三', 'text.invisible', 2, 'U+200B'],
    ['张\u200d三', 'text.invisible', 2, 'U+200D'],
    ['张\ufeff三', 'text.invisible', 2, 'U+FEFF'],
    ['张\u0000三', 'text.invisible', 2, 'U+0000'],
    ['\u3164', 'text.invisible', 1, 'U+3164'],
    ['张\ufe0f', 'text.invisible', 2, 'U+FE0F'],
    ['张\ufffd', 'text.damaged', 2, 'U+FFFD'],
    ['张\ud800', 'text.damaged', 2, 'U+D800'],
  ])('%j is refused with %s', (name, code, position, codePoint) => {
    const { problems, person: read } = person({ 姓名: name });
    expect(problems.map((found) => [found.code, found.row, found.column])).toEqual([[code, 2, 'A']]);
    expect(problems[0]?.facts).toMatchObject({ position, codePoint });
    expect(read?.broken).toBe(true);
    expect(problemText(problems[0] ?? problem('file.empty'), 'zh')).not.toMatch(
      /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/,
    );
  });

  it('are normalised, trimmed, bounded, and never empty', () => {
    expect(person({ 姓名: ' \u3000Jose\u0301\r\n' }).person?.name).toBe('José');
    expect(person({ 姓名: 'x'.repeat(65) }).codes).toEqual(['text.too_long']);
    expect(person({ 姓名: 'x'.repeat(30_000) }).problems[0]?.facts.length).toBe(30_000);
    expect(person({ 姓名: ' \t' }).codes).toEqual(['text.missing']);
    expect(person({ 姓名: '张\ue000' }).problems.map((found) => found.severity)).toEqual(['warning']);
  });
});

describe('accounts', () => {
  it.each(['z', 'Zhang.San-1_2@corp.cn', '007', 'x'.repeat(64)])('%s is allowed', (account) => {
    expect(person({ 帐号: account }).codes).toEqual([]);
  });
  it.each(['张三', 'x'.repeat(65), '.zhang', 'a b', 'ｚhang', 'a/b'])('%s is not', (account) => {
    const read = person({ 帐号: account });
    expect(read.codes).toEqual([account.length > 64 ? 'text.too_long' : 'account.bad']);
    expect(read.person).toMatchObject({ account: '', broken: true });
  });
  it('can come from another column when the company says so', () => {
    expect(person({ 帐号: '' }).codes).toEqual(['text.missing']);
    const read = person({ 帐号: '', 邮箱: 'li.si@corp.cn' }, { accountFrom: 'email' });
    expect(read.person).toMatchObject({ account: 'li.si', broken: false });
    expect(person({ 帐号: '' }, { accountFrom: 'staffNumber' }).codes).toEqual(['text.missing']);
  });
});

describe('other cells', () => {
  it.each([
    ['13800000000', '+8613800000000'],
    ['+86 138-0000-0000', '+8613800000000'],
    ['0086 (138) 00000000', '+8613800000000'],
    ['１３８００００００００', '+8613800000000'],
    ['8613800000000', '+8613800000000'],
    ['+852 9123 4567', '+85291234567'],
    ['12800000000', undefined],
    ['1380000000', undefined],
    ['+86 12345', undefined],
    ['9123 4567', undefined],
  ])('mobile %s is %s', (written, mobile) => {
    expect(mobileNumber(written)).toBe(mobile);
  });

  it('tell row, column and heading of what is wrong', () => {
    const { problems } = person({
      手机: '1.38E+10',
      邮箱: 'a@b',
      性别: '男生',
      入职日期: '2023-02-29',
      员工类型: '老板',
    });
    expect(problems.map((found) => [found.code, found.row, found.column, found.heading])).toEqual([
      ['gender.bad', 2, 'F', '性别'],
      ['mobile.scientific', 2, 'D', '手机'],
      ['email.bad', 2, 'E', '邮箱'],
      ['staff_type.bad', 2, 'J', '员工类型'],
      ['date.bad', 2, 'I', '入职日期'],
    ]);
    expect(problemText(problems[1] ?? problem('file.empty'), 'en')).toBe(
      'Row 2, column D (手机): Excel wrote the mobile number as “1.38E+10” and lost digits. Format the column as text and enter it again.',
    );
  });

  it('are understood in their usual spellings', () => {
    for (const written of ['2024-01-05', '2024/1/5', '2024.1.5', '2024年1月5日', '20240105', '2024-01-05 00:00']) {
      expect(person({ 入职日期: written }).person?.fields.entryDate).toBe('2024-01-05');
    }
    expect(person({ 性别: '女' }).person?.fields.gender).toBe('female');
    expect(person({ 性别: '1' }).person?.fields.gender).toBe('male');
    expect(person({ 员工类型: '实习生' }).person?.fields.staffType).toBe('intern');
  });

  it('take landlines in the form that the directory keeps', () => {
    const landline = (written: string) =>
      readPeople(sheet(['姓名', '帐号', '部门', '座机'], ['甲', 'a', 'IT', written]));
    expect(landline('（010）66668888 转 8').rows[0]?.fields.landline).toBe('010-66668888 ext 8');
    expect(landline('8021').rows[0]?.fields.landline).toBe('8021');
    expect(landline('前台').problems.map((found) => [found.code, found.column])).toEqual([['landline.bad', 'D']]);
  });

  it('leave what is there when empty, unless they are to clear it', () => {
    expect(person({}).person).toEqual({
      row: 2,
      account: 'zhangsan',
      name: '张三',
      fields: { name: '张三' },
      departments: [['研发']],
      broken: false,
    });
    const cleared = person({}, { emptyCells: 'clear' }).person;
    expect(cleared).toMatchObject({
      fields: { phone: null, entryDate: null },
      supervisor: null,
      headOf: { paths: [] },
    });
  });

  it('prefer the company e-mail, and warn of people who are disabled in the file', () => {
    const head = ['姓名', '帐号', '部门', '邮箱', '企业邮箱', '激活状态', '禁用状态'];
    const read = readPeople(sheet(head, ['张三', 'zs', '研发', 'z@qq.com', 'z@corp.cn', '已禁用', '']));
    expect(read.rows[0]?.fields.email).toBe('z@corp.cn');
    expect(read.problems.map((found) => found.code)).toEqual(['email.both', 'row.disabled']);
  });
});

describe('departments', () => {
  it.each([
    ['产品/研发;市场', [['产品', '研发'], ['市场']]],
    ['产品 / 研发 ； 市场;', [['产品', '研发'], ['市场']]],
    ['/产品/研发/', [['产品', '研发']]],
    ['A\\/B\\;C\\\\/D', [['A/B;C\\', 'D']]],
    ['C:\\temp', [['C:\\temp']]],
    ['产品//研发', [['产品', '', '研发']]],
    [' ; ', []],
  ])('%s', (text, paths) => {
    expect(parseDepartmentPaths(text)).toEqual(paths);
  });

  it('are written so that they read back', () => {
    const path = ['a/b', 'c;d', 'e\\', '；f'];
    expect(parseDepartmentPaths(writeDepartmentPath(path))).toEqual([path]);
  });

  it('report empty levels, depth, length and repetition', () => {
    expect(person({ 部门: 'a//b' }).codes).toEqual(['department.bad_path']);
    expect(person({ 部门: 'a/'.repeat(16) }).codes).toEqual(['department.too_deep']);
    expect(person({ 部门: '部'.repeat(65) }).codes).toEqual(['text.too_long']);
    expect(person({ 部门: 'a;b;a' })).toMatchObject({
      codes: ['department.twice'],
      person: { departments: [['a'], ['b']] },
    });
  });

  it('put the main department first', () => {
    const read = readPeople(
      sheet(['姓名', '帐号', '部门', '主部门'], ['甲', 'a', 'x/y;z', 'z'], ['乙', 'b', 'x/y;z', 'w']),
    );
    expect(read.rows[0]?.departments).toEqual([['z'], ['x', 'y']]);
    expect(read.problems.map((found) => [found.code, found.row])).toEqual([['department.main_not_listed', 3]]);
  });

  it('follow DingTalk in a file of DingTalk', () => {
    const head = ['员工UserID', '部门', '职位', '姓名', '是否此部门主管(是/否)', '手机号'];
    const read = readPeople(sheet(head, ['m1', '市场部-杭州分部,产品部', '经理', '甲', '是,否', '13800000000']));
    expect(read.problems).toEqual([]);
    expect(read.rows[0]).toMatchObject({
      departments: [['市场部', '杭州分部'], ['产品部']],
      headOf: { kind: 'answers', answers: [true, false] },
      fields: { jobTitle: '经理' },
    });
  });
});

describe('problems', () => {
  it('have words in both languages with the same facts', () => {
    for (const [code, words] of Object.entries(PROBLEMS)) {
      const facts = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
      expect(facts(words.zh), code).toEqual(facts(words.en));
    }
  });

  it('show hostile values cut and made visible', () => {
    const found = problem('email.bad', { row: 3 }, { value: `\u202e${'x'.repeat(10_000)}` });
    expect(found.facts.value).toBe(`[U+202E]${'x'.repeat(63)}…`);
  });
});
