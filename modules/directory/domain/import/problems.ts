import { sheetFaults } from '#kernel/contract/sheet.ts';
import type { Words } from '#kernel/contract/words.ts';
import { FIELD_LABELS } from './headings.ts';

export type ProblemLanguage = 'zh' | 'en';
type ProblemWords = { readonly severity: 'error' | 'warning'; readonly zh: string; readonly en: string };

const asErrors = <C extends string>(words: Readonly<Record<C, Words>>) =>
  Object.fromEntries(
    Object.entries<Words>(words).map(([code, { zh, en }]) => [code, { severity: 'error', zh, en }]),
  ) as Readonly<Record<C, ProblemWords>>;

/** Every problem that an import of people can meet. `{…}` are facts; the place (sheet, row, column) is put in front by `problemText`. */
export const PROBLEMS = {
  ...asErrors(sheetFaults),
  'sheet.no_people': {
    severity: 'error',
    zh: '标题行下面没有人员。',
    en: 'There are no people below the heading row.',
  },
  'headings.none': {
    severity: 'error',
    zh: '找不到标题行：前 {rows} 行里没有同时含「姓名」和「帐号」等列标题的一行。',
    en: 'No heading row: none of the first {rows} rows has headings such as 姓名 (name) and 帐号 (account) side by side.',
  },
  'headings.missing': {
    severity: 'error',
    zh: '缺少必需的列「{field}」。',
    en: 'The required column “{field}” is missing.',
  },
  'headings.twice': {
    severity: 'error',
    zh: '{first} 列和 {second} 列都是「{field}」，只能有一列。',
    en: 'Columns {first} and {second} both mean “{field}”; there can be only one.',
  },
  'headings.left_aside': {
    severity: 'warning',
    zh: '没有用到这一列，其内容不会导入。',
    en: 'This column is not used; its content is not imported.',
  },
  'cell.formula': {
    severity: 'warning',
    zh: '单元格是公式，按文件里存的结果「{value}」读取。',
    en: 'The cell is a formula; its stored result “{value}” is used.',
  },
  'cell.formula_like': {
    severity: 'warning',
    zh: '「{value}」以 = + - @ 开头，像公式，只作文字保存。',
    en: '“{value}” begins with = + - or @ like a formula; it is kept as plain text.',
  },
  'cell.error': {
    severity: 'error',
    zh: '单元格是出错的公式（{value}）。',
    en: 'The cell holds a formula error ({value}).',
  },
  'cell.precision': {
    severity: 'error',
    zh: '数字「{value}」超过 15 位，Excel 已丢失末尾几位。请把该列设为文本后重新填写。',
    en: 'The number “{value}” has more than 15 digits and Excel has lost the last ones. Format the column as text and enter it again.',
  },
  'text.missing': { severity: 'error', zh: '「{field}」不能为空。', en: '“{field}” must not be empty.' },
  'text.too_long': {
    severity: 'error',
    zh: '「{value}」有 {length} 个字符，最多 {limit} 个。',
    en: '“{value}” has {length} characters; the limit is {limit}.',
  },
  'text.invisible': {
    severity: 'error',
    zh: '「{value}」的第 {position} 个字符是看不见的字符 {codePoint}，请删去。',
    en: 'Character {position} of “{value}” is invisible ({codePoint}); remove it.',
  },
  'text.bidi': {
    severity: 'error',
    zh: '「{value}」的第 {position} 个字符 {codePoint} 会改变文字的显示方向，请删去。',
    en: 'Character {position} of “{value}” ({codePoint}) changes the direction of the text; remove it.',
  },
  'text.damaged': {
    severity: 'error',
    zh: '「{value}」的第 {position} 个字符已损坏（{codePoint}），请重新填写。',
    en: 'Character {position} of “{value}” is damaged ({codePoint}); enter it again.',
  },
  'text.private_use': {
    severity: 'warning',
    zh: '「{value}」的第 {position} 个字符 {codePoint} 是造字区字符，别的电脑可能显示不出来。',
    en: 'Character {position} of “{value}” ({codePoint}) is a private-use character that other computers may not show.',
  },
  'account.bad': {
    severity: 'error',
    zh: '帐号「{value}」不合规则：以字母或数字开头，只含字母、数字和 _ - @ .，1 至 64 个字符。',
    en: 'Account “{value}” is not allowed: it begins with a letter or digit, has only letters, digits and _ - @ . and 1 to 64 characters.',
  },
  'account.twice': {
    severity: 'error',
    zh: '帐号「{value}」与第 {otherRow} 行的「{other}」重复（不分大小写）。',
    en: 'Account “{value}” is the same as “{other}” in row {otherRow} (upper and lower case do not differ).',
  },
  'account.case': {
    severity: 'warning',
    zh: '帐号「{value}」与现有的「{other}」只差大小写，当作同一人，帐号保持不变。',
    en: 'Account “{value}” differs from the existing “{other}” in case only; it is taken as the same person and keeps its spelling.',
  },
  'gender.bad': {
    severity: 'error',
    zh: '性别「{value}」无法识别，请填男或女。',
    en: 'Gender “{value}” is not understood; use 男 or 女.',
  },
  'mobile.bad': {
    severity: 'error',
    zh: '手机号「{value}」不正确：大陆号码为 11 位，其他地区以 + 和区号开头。',
    en: 'Mobile number “{value}” is not valid: 11 digits in mainland China, elsewhere + and the country code first.',
  },
  'mobile.scientific': {
    severity: 'error',
    zh: '手机号「{value}」被 Excel 写成了科学计数，后面的数字已丢失。请把该列设为文本后重新填写。',
    en: 'Excel wrote the mobile number as “{value}” and lost digits. Format the column as text and enter it again.',
  },
  'landline.bad': {
    severity: 'error',
    zh: '座机号「{value}」不正确，请写成 010-66668888 或 010-66668888 转 8。',
    en: 'Landline “{value}” is not valid; write it as 010-66668888 or 010-66668888 ext 8.',
  },
  'email.bad': { severity: 'error', zh: '邮箱「{value}」不正确。', en: 'E-mail address “{value}” is not valid.' },
  'email.both': {
    severity: 'warning',
    zh: '企业邮箱与邮箱不同，只导入企业邮箱「{value}」。',
    en: 'Company and other e-mail differ; only the company e-mail “{value}” is imported.',
  },
  'value.twice': {
    severity: 'error',
    zh: '「{value}」与第 {otherRow} 行（{other}）重复。',
    en: '“{value}” is also in row {otherRow} ({other}).',
  },
  'value.taken': {
    severity: 'error',
    zh: '「{value}」已属于帐号 {other}。',
    en: '“{value}” already belongs to account {other}.',
  },
  'date.bad': {
    severity: 'error',
    zh: '日期「{value}」不正确，请写成 2024-01-31。',
    en: 'Date “{value}” is not valid; write it as 2024-01-31.',
  },
  'staff_type.bad': {
    severity: 'error',
    zh: '员工类型「{value}」无法识别。可用：{known}。',
    en: 'Staff type “{value}” is not known. Known are: {known}.',
  },
  'employer.unknown': {
    severity: 'error',
    zh: '没有用人单位「{value}」。现有：{known}。',
    en: 'There is no employer “{value}”. There are: {known}.',
  },
  'post.unknown': {
    severity: 'error',
    zh: '没有岗位「{value}」。岗位带有权限，不能由导入新建。',
    en: 'There is no post “{value}”. Posts carry permissions and are not created by an import.',
  },
  'department.bad_path': {
    severity: 'error',
    zh: '部门「{value}」中有空的一级。',
    en: 'Department “{value}” has an empty level.',
  },
  'department.too_deep': {
    severity: 'error',
    zh: '部门「{value}」超过 {limit} 级。',
    en: 'Department “{value}” has more than {limit} levels.',
  },
  'department.twice': {
    severity: 'warning',
    zh: '部门「{value}」写了两次，算一次。',
    en: 'Department “{value}” is named twice; it counts once.',
  },
  'department.unknown': {
    severity: 'error',
    zh: '没有部门「{value}」。',
    en: 'There is no department “{value}”.',
  },
  'department.none': {
    severity: 'warning',
    zh: '没有填部门，放在公司根部门下。',
    en: 'No department is given; the person is put directly under the company.',
  },
  'department.common_root': {
    severity: 'warning',
    zh: '所有部门都以「{value}」开头，它不是公司名「{company}」，会成为一个新部门。如果它就是公司，请在选项中注明。',
    en: 'Every department begins with “{value}”, which is not the company name “{company}” and will become a new department. If it is the company, say so in the options.',
  },
  'department.main_not_listed': {
    severity: 'error',
    zh: '主部门「{value}」不在所列部门之中。',
    en: 'Main department “{value}” is not among the listed departments.',
  },
  'supervisor.unknown': {
    severity: 'error',
    zh: '直属上级「{value}」既不是帐号，也不是姓名。',
    en: 'Direct supervisor “{value}” is neither an account nor a name.',
  },
  'supervisor.ambiguous': {
    severity: 'error',
    zh: '有多人叫「{value}」，请写帐号：{candidates}。',
    en: 'Several people are called “{value}”; use the account: {candidates}.',
  },
  'supervisor.several': {
    severity: 'error',
    zh: '「{value}」写了多个直属上级，只能有一个。',
    en: '“{value}” names several direct supervisors; there can be only one.',
  },
  'supervisor.cycle': {
    severity: 'error',
    zh: '直属上级形成循环：{cycle}。',
    en: 'Direct supervisors form a circle: {cycle}.',
  },
  'head.count': {
    severity: 'error',
    zh: '「{value}」有 {answers} 个是/否，而部门有 {departments} 个。',
    en: '“{value}” has {answers} yes/no answers for {departments} departments.',
  },
  'head.main_only': {
    severity: 'warning',
    zh: '只写了一个「{value}」而有 {departments} 个部门，当作主部门的。',
    en: 'There is one “{value}” for {departments} departments; it is taken for the main department.',
  },
  'head.unknown_department': {
    severity: 'error',
    zh: '部门负责人或副职一栏的「{value}」既不是是/否，也不是部门。',
    en: '“{value}” in the column of heads or deputies is neither yes/no nor a department.',
  },
  'head.not_member': {
    severity: 'warning',
    zh: '此人是部门「{value}」的负责人或副职，但不在该部门。',
    en: 'The person heads department “{value}”, or is its deputy, without belonging to it.',
  },
  'row.disabled': {
    severity: 'warning',
    zh: '文件中此人已禁用；导入后是普通在职人员，可另行停用。',
    en: 'The file marks this person as disabled; the import makes an ordinary active person, to be closed separately.',
  },
} as const satisfies Record<string, ProblemWords>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Where a problem lies: `row` is Excel's row number, `column` its letter, `heading` the text over that column. */
export type ProblemPlace = {
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
  readonly heading?: string | undefined;
};

/** What is wrong, where, and the facts its words need. One problem of severity `error` keeps the whole file from being applied. */
export type Problem = ProblemPlace & {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  readonly facts: Readonly<Record<string, string | number>>;
};

const longestShown = 64;

/** Invisible and direction-changing characters written as [U+XXXX]. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (point) => `[${codePointName(point)}]`);
}

/** A text from a file as it may stand in a message: cut and made visible. */
function shownValue(value: string): string {
  // Cut first: the value may have 32,767 characters.
  const cut = value.length > longestShown * 2 ? value.slice(0, longestShown * 2) : value;
  const points = Array.from(cut);
  const text = visible(points.slice(0, longestShown).join(''));
  return points.length > longestShown || cut.length < value.length ? `${text}…` : text;
}

/** "U+202E" for the first character of a text. */
export function codePointName(text: string): string {
  return `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Makes a problem; text facts are cut and made visible, so that a hostile cell can't disturb a message or a log. */
export function problem(
  code: ProblemCode,
  place: ProblemPlace = {},
  facts: Readonly<Record<string, string | number>> = {},
): Problem {
  const shown: Record<string, string | number> = {};
  for (const [key, fact] of Object.entries(facts)) {
    if (typeof fact === 'number') shown[key] = fact;
    else shown[key] = key === 'value' || key === 'file' ? shownValue(fact) : visible(fact);
  }
  const where: { -readonly [Key in keyof ProblemPlace]: ProblemPlace[Key] } = { ...place };
  if (place.heading !== undefined) where.heading = shownValue(place.heading);
  if (place.sheet !== undefined) where.sheet = shownValue(place.sheet);
  return { code, severity: PROBLEMS[code].severity, ...where, facts: shown };
}

/** A fact in words: fields by their label in the reader's language. */
function factText(key: string, fact: string | number | undefined, language: ProblemLanguage): string | undefined {
  if (key === 'field' && typeof fact === 'string' && Object.hasOwn(FIELD_LABELS, fact)) {
    return FIELD_LABELS[fact as keyof typeof FIELD_LABELS][language];
  }
  return fact === undefined ? undefined : String(fact);
}

/** The sentence for a problem, with its place in front. */
export function problemText(found: Problem, language: ProblemLanguage): string {
  const words = PROBLEMS[found.code][language].replace(
    /\{(\w+)\}/g,
    (whole, key: string) => factText(key, found.facts[key], language) ?? whole,
  );
  const place: string[] = [];
  if (found.sheet) place.push(language === 'zh' ? `工作表「${found.sheet}」` : `sheet “${found.sheet}”`);
  if (found.row !== undefined) place.push(language === 'zh' ? `第 ${found.row} 行` : `row ${found.row}`);
  if (found.column !== undefined) {
    const heading = found.heading ? (language === 'zh' ? `「${found.heading}」` : ` (${found.heading})`) : '';
    place.push(language === 'zh' ? `${found.column} 列${heading}` : `column ${found.column}${heading}`);
  }
  if (place.length === 0) return words;
  const front = place.join(language === 'zh' ? ' ' : ', ');
  return language === 'zh' ? `${front}：${words}` : `${front.charAt(0).toUpperCase()}${front.slice(1)}: ${words}`;
}
