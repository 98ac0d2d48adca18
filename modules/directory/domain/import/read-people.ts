import { columnLetter, type Sheet, type SheetRow } from '#kernel/contract/sheet.ts';
import { accountName, landlineNumber, mailAddress } from '../../contract/shapes.ts';
import { cleanText } from './clean-text.ts';
import {
  type DepartmentPath,
  DINGTALK_SEPARATORS,
  parseDepartmentPaths,
  WECOM_SEPARATORS,
  writeDepartmentPath,
} from './department-path.ts';
import { findHeadings, HEADING_ROWS, type Headings, type ImportField } from './headings.ts';
import { mobileNumber } from './mobile-number.ts';
import { type PersonField, type PersonFields, STAFF_TYPE_WORDS, type StaffType } from './person-fields.ts';
import { type Problem, type ProblemCode, problem } from './problems.ts';

export type ReadPeopleOptions = {
  /** What stands in for an account that the file lacks: nothing (an error), the staff number, or the e-mail's part before the @. */
  readonly accountFrom?: 'none' | 'staffNumber' | 'email';
  /** What an empty cell means: leave what is there (as WeCom's import does), or clear it. */
  readonly emptyCells?: 'keep' | 'clear';
  /** How departments are written; `auto` takes DingTalk's `-` only in a file with DingTalk's headings and no `/`. */
  readonly departmentPaths?: 'auto' | 'wecom' | 'dingtalk';
};

/** Answers to "department head" or "deputy head": paths, or yes and no in the order of the departments. */
export type HeadOf =
  | { readonly kind: 'departments'; readonly paths: readonly DepartmentPath[] }
  | { readonly kind: 'answers'; readonly answers: readonly boolean[]; readonly text: string };

/** One row of the file as meaning. What the file doesn't say is absent; `null` (or an empty list) clears. */
export type PersonRow = {
  readonly row: number;
  /** '' where the account is missing or not allowed; then `broken` is true. */
  readonly account: string;
  readonly name: string;
  readonly fields: Partial<PersonFields>;
  /** Main department first. */
  readonly departments?: readonly DepartmentPath[];
  readonly headOf?: HeadOf;
  readonly deputyOf?: HeadOf;
  /** Account or name. */
  readonly supervisor?: string | null;
  /** The row has an error of its own; it is never planned, but others may refer to it. */
  readonly broken: boolean;
};

export type PeopleRead = {
  readonly rows: readonly PersonRow[];
  readonly problems: readonly Problem[];
  readonly headingRow: number | undefined;
  /** Fields that the file has a column for. */
  readonly found: readonly ImportField[];
  readonly leftAside: readonly { column: string; heading: string }[];
  /** Column letter and heading of a field, for problems that are found later. */
  readonly places: Readonly<Partial<Record<ImportField, { column: string; heading: string }>>>;
  readonly sheet: string;
};

const accountShape = accountName();
const landlineShape = landlineNumber();
const mailShape = mailAddress();
const yes = new Set(['是', '1', 'y', 'yes', 'true', '√', '✓', '✔']);
const no = new Set(['否', '0', 'n', 'no', 'false', '×', '✗', '✘', '不是']);
const male = new Set(['男', '男性', '1', 'm', 'male', 'man', '先生']);
const female = new Set(['女', '女性', '2', 'f', 'female', 'woman', '女士']);
const unknownGender = new Set(['未知', '未定义', '未设置', '保密', '其他', '0', '-', 'unknown', 'other']);
const staffTypes: ReadonlyMap<string, StaffType> = new Map(
  Object.entries(STAFF_TYPE_WORDS).flatMap(([type, words]) => words.map((word) => [word, type as StaffType] as const)),
);

/** The deepest department path, as at WeCom. */
export const DEPARTMENT_LEVELS = 15;

/** Longest text of each field, in characters. */
const limits: Readonly<Record<ImportField, number>> = {
  name: 64,
  account: 64,
  alias: 64,
  jobTitle: 128,
  departments: 4000,
  mainDepartment: 1000,
  gender: 16,
  phone: 32,
  landline: 64,
  email: 254,
  companyEmail: 254,
  address: 256,
  supervisor: 200,
  headOf: 4000,
  deputyOf: 4000,
  staffNumber: 64,
  employer: 128,
  staffType: 32,
  entryDate: 32,
  firstWorkDate: 32,
  probationEnd: 32,
  contractEnd: 32,
  workPlace: 128,
  post: 64,
  disabled: 16,
  state: 16,
};

/** Reads a sheet as people: finds the headings, checks each cell by itself. Uniqueness and references are `planImport`'s. */
export function readPeople(sheet: Sheet, options: ReadPeopleOptions = {}): PeopleRead {
  const headings = findHeadings(sheet.rows);
  const at = { sheet: sheet.name || undefined };
  const nothing = { rows: [], headingRow: undefined, found: [], leftAside: [], places: {}, sheet: sheet.name };
  if (sheet.rows.length === 0) return { ...nothing, problems: [problem('sheet.empty', at)] };
  if (!headings) return { ...nothing, problems: [problem('headings.none', at, { rows: HEADING_ROWS })] };

  const problems: Problem[] = headingProblems(headings, sheet.name, options);
  const people = sheet.rows.slice(headings.index + 1);
  const separators = separatorsFor(headings, people, options);
  const marks = new Map<string, Sheet['marks'][number]['kind']>();
  for (const mark of sheet.marks) marks.set(`${mark.row}:${mark.column}`, mark.kind);

  const rows: PersonRow[] = [];
  for (const row of people) {
    const reader = new RowReader(row, headings, sheet.name, marks, problems);
    if (reader.isBlank()) continue;
    rows.push(readPerson(reader, separators, options));
  }
  if (rows.length === 0) problems.push(problem('sheet.no_people', at));

  const places: Partial<Record<ImportField, { column: string; heading: string }>> = {};
  for (const [field, column] of headings.columns) {
    places[field] = { column: columnLetter(column), heading: headings.labels[column] ?? '' };
  }
  return {
    rows,
    problems,
    headingRow: headings.row,
    found: [...headings.columns.keys()],
    leftAside: headings.leftAside,
    places,
    sheet: sheet.name,
  };
}

function headingProblems(headings: Headings, sheet: string, options: ReadPeopleOptions): Problem[] {
  const at = { sheet: sheet || undefined, row: headings.row };
  const required: ImportField[] = ['name', 'departments'];
  if ((options.accountFrom ?? 'none') === 'none') required.splice(1, 0, 'account');
  return [
    ...required
      .filter((field) => !headings.columns.has(field))
      .map((field) => problem('headings.missing', at, { field })),
    ...headings.twice.map(({ field, first, second }) => problem('headings.twice', at, { field, first, second })),
    ...headings.leftAside.map(({ column, heading }) => problem('headings.left_aside', { ...at, column, heading })),
  ];
}

function separatorsFor(headings: Headings, people: readonly SheetRow[], options: ReadPeopleOptions) {
  const choice = options.departmentPaths ?? 'auto';
  if (choice !== 'auto') return choice === 'wecom' ? WECOM_SEPARATORS : DINGTALK_SEPARATORS;
  const label = (field: ImportField) => headings.labels[headings.columns.get(field) ?? -1] ?? '';
  const fromDingTalk = /员工\s*userid/i.test(label('account')) || label('headOf').startsWith('是否此部门主管');
  const column = headings.columns.get('departments') ?? -1;
  return fromDingTalk && !people.some((row) => row.cells[column]?.includes('/'))
    ? DINGTALK_SEPARATORS
    : WECOM_SEPARATORS;
}

/** The cells of one row by field, and the problems found in them. */
class RowReader {
  broken = false;
  readonly number: number;
  private readonly row: SheetRow;
  private readonly headings: Headings;
  private readonly sheet: string;
  private readonly marks: ReadonlyMap<string, string>;
  private readonly problems: Problem[];

  constructor(
    row: SheetRow,
    headings: Headings,
    sheet: string,
    marks: ReadonlyMap<string, string>,
    problems: Problem[],
  ) {
    this.row = row;
    this.number = row.number;
    this.headings = headings;
    this.sheet = sheet;
    this.marks = marks;
    this.problems = problems;
  }

  isBlank(): boolean {
    for (const column of this.headings.columns.values()) {
      if ((this.row.cells[column] ?? '').trim() !== '') return false;
    }
    return true;
  }

  tell(code: ProblemCode, field: ImportField, facts: Readonly<Record<string, string | number>> = {}): void {
    const column = this.headings.columns.get(field);
    const found = problem(
      code,
      {
        sheet: this.sheet || undefined,
        row: this.number,
        column: column === undefined ? undefined : columnLetter(column),
        heading: column === undefined ? undefined : this.headings.labels[column],
      },
      facts,
    );
    if (found.severity === 'error') this.broken = true;
    this.problems.push(found);
  }

  /** The clean text of a field; undefined if the file has no such column; '' if the cell is empty or not usable. */
  text(field: ImportField): string | undefined {
    const column = this.headings.columns.get(field);
    if (column === undefined) return undefined;
    const raw = this.row.cells[column] ?? '';
    const mark = this.marks.get(`${this.number}:${column}`);
    if (mark === 'error') {
      this.tell('cell.error', field, { value: raw });
      return '';
    }
    if (mark === 'precision') {
      this.tell('cell.precision', field, { value: raw });
      return '';
    }
    if (mark === 'formula') this.tell('cell.formula', field, { value: raw });
    if (raw === '') return '';
    // Several departments may stand on several lines of a cell.
    const lines =
      field === 'departments' || field === 'headOf' || field === 'deputyOf' ? raw.replace(/[\r\n]+/g, ';') : raw;
    const { text, found } = cleanText(lines, limits[field]);
    if (found) {
      this.tell(found.code, field, found.facts);
      if (found.code !== 'text.private_use') return '';
    }
    if (/^(?:[=@]|[+-](?![\d\s(])(?=.))/.test(text)) this.tell('cell.formula_like', field, { value: text });
    return text;
  }
}

function readPerson(reader: RowReader, separators: typeof WECOM_SEPARATORS, options: ReadPeopleOptions): PersonRow {
  const clear = options.emptyCells === 'clear';
  const fields: { -readonly [Field in PersonField]?: PersonFields[Field] } = {};
  const keep = <Field extends Exclude<PersonField, 'name'>>(
    field: Field,
    value: PersonFields[Field] | undefined,
    given: string | undefined,
  ): void => {
    if (given === undefined) return;
    if (given === '') {
      if (clear) fields[field] = null as PersonFields[Field];
    } else if (value !== undefined) fields[field] = value;
  };

  const name = reader.text('name') ?? '';
  if (name !== '') fields.name = name;
  else if (!reader.broken) reader.tell('text.missing', 'name', { field: 'name' });

  for (const field of ['alias', 'jobTitle', 'address', 'staffNumber', 'employer', 'workPlace'] as const) {
    const text = reader.text(field);
    keep(field, text, text);
  }
  const gender = reader.text('gender');
  keep('gender', gender ? readGender(gender, reader) : undefined, gender);
  const phone = reader.text('phone');
  keep('phone', phone ? readPhone(phone, reader) : undefined, phone);
  const landline = reader.text('landline');
  keep('landline', landline ? readLandline(landline, reader) : undefined, landline);
  const posts = reader.text('post');
  keep('posts', posts ? postList(posts) : undefined, posts);
  const email = readEmail(reader);
  keep('email', email, email);
  const staffType = reader.text('staffType');
  keep('staffType', staffType ? readStaffType(staffType, reader) : undefined, staffType);
  for (const field of ['entryDate', 'firstWorkDate', 'probationEnd', 'contractEnd'] as const) {
    const text = reader.text(field);
    keep(field, text ? readDate(text, field, reader) : undefined, text);
  }
  // A bare 1 is "disabled" below 禁用, but "active" below 激活状态.
  const disabled = reader.text('disabled') ?? '';
  const closed = [disabled, reader.text('state') ?? ''].some((word) => /^(已|被)?(禁用|停用)$/.test(word));
  if (closed || yes.has(disabled.toLowerCase()))
    reader.tell('row.disabled', closed && disabled === '' ? 'state' : 'disabled');

  const account = readAccount(reader, fields, options);
  const departments = readDepartments(reader, separators);
  const topOf = (field: 'headOf' | 'deputyOf') => {
    const text = reader.text(field);
    const said: HeadOf | undefined = text
      ? readHeadOf(text, separators)
      : clear && text === ''
        ? { kind: 'departments', paths: [] }
        : undefined;
    return said ? { [field]: said } : {};
  };
  const supervisorText = reader.text('supervisor');
  const supervisor = supervisorText ? readSupervisor(supervisorText, reader) : undefined;

  return {
    row: reader.number,
    account,
    name,
    fields,
    ...(departments ? { departments } : {}),
    ...topOf('headOf'),
    ...topOf('deputyOf'),
    ...(supervisor ? { supervisor } : clear && supervisorText === '' ? { supervisor: null } : {}),
    broken: reader.broken,
  };
}

function readAccount(reader: RowReader, fields: Partial<PersonFields>, options: ReadPeopleOptions): string {
  const before = reader.broken;
  const given = reader.text('account');
  let account = given ?? '';
  if (account === '' && options.accountFrom === 'staffNumber') account = fields.staffNumber ?? '';
  if (account === '' && options.accountFrom === 'email') account = fields.email?.split('@')[0] ?? '';
  if (account === '') {
    // A missing column is told once, at the headings, and a cell that can't be read has its own problem.
    const unreadable = reader.broken && !before;
    if (!unreadable && (given !== undefined || (options.accountFrom ?? 'none') !== 'none')) {
      reader.tell('text.missing', 'account', { field: 'account' });
    }
    reader.broken = true;
    return '';
  }
  if (accountShape.safeParse(account).success) return account;
  reader.tell('account.bad', 'account', { value: account });
  return '';
}

function readGender(text: string, reader: RowReader): PersonFields['gender'] | undefined {
  const word = text.toLowerCase();
  if (male.has(word)) return 'male';
  if (female.has(word)) return 'female';
  if (unknownGender.has(word)) return null;
  reader.tell('gender.bad', 'gender', { value: text });
  return undefined;
}

function readPhone(text: string, reader: RowReader): string | undefined {
  const mobile = mobileNumber(text);
  if (mobile === undefined) {
    reader.tell(/^\d(\.\d+)?e\+?\d+$/i.test(text) ? 'mobile.scientific' : 'mobile.bad', 'phone', { value: text });
  }
  return mobile;
}

/** `（010）6666 转 8` as `010-6666 ext 8`, the form that the directory takes. */
function readLandline(text: string, reader: RowReader): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[‐-―]/g, '-')
    .replace(/^\((\+?\d+)\)[\s-]*/, '$1-')
    .replace(/\s*(?:转|轉|分机|ext\.?|#)\s*(?=\d)/gi, ' ext ')
    .trim();
  if (landlineShape.safeParse(plain).success) return plain;
  reader.tell('landline.bad', 'landline', { value: text });
  return undefined;
}

/** Several posts, in an order that doesn't depend on how they were written. */
function postList(text: string): string | undefined {
  const names = text.split(/[;；]/).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))].sort().join(';') || undefined;
}

function readEmail(reader: RowReader): string | undefined {
  const other = reader.text('email');
  const company = reader.text('companyEmail');
  const email = company || other;
  const field = company ? 'companyEmail' : 'email';
  if (company && other && company.toLowerCase() !== other.toLowerCase()) {
    reader.tell('email.both', 'companyEmail', { value: company });
  }
  if (email && !mailShape.safeParse(email).success) {
    reader.tell('email.bad', field, { value: email });
    return undefined;
  }
  return email;
}

function readStaffType(text: string, reader: RowReader): StaffType | undefined {
  const type = staffTypes.get(text.toLowerCase());
  if (type === undefined) {
    const known = Object.values(STAFF_TYPE_WORDS)
      .map((words) => words[0])
      .join('、');
    reader.tell('staff_type.bad', 'staffType', { value: text, known });
  }
  return type;
}

function readDate(text: string, field: ImportField, reader: RowReader): string | undefined {
  const parts =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]0?0:00(?::00)?)?$/.exec(text) ??
    /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const [year, month, day] = [Number(parts?.[1]), Number(parts?.[2]), Number(parts?.[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (parts && year >= 1900 && day >= 1 && day <= days) {
    return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  }
  reader.tell('date.bad', field, { value: text });
  return undefined;
}

function readDepartments(reader: RowReader, separators: typeof WECOM_SEPARATORS): DepartmentPath[] | undefined {
  const text = reader.text('departments');
  if (!text) return undefined;
  const paths: DepartmentPath[] = [];
  const seen = new Set<string>();
  for (const path of parseDepartmentPaths(text, separators)) {
    const value = writeDepartmentPath(path);
    const tooLong = path.find((level) => level.length > 64 && Array.from(level).length > 64);
    if (path.includes('')) reader.tell('department.bad_path', 'departments', { value });
    else if (path.length > DEPARTMENT_LEVELS) {
      reader.tell('department.too_deep', 'departments', { value, limit: DEPARTMENT_LEVELS });
    } else if (tooLong) {
      reader.tell('text.too_long', 'departments', { value: tooLong, length: Array.from(tooLong).length, limit: 64 });
    } else if (seen.has(value)) reader.tell('department.twice', 'departments', { value });
    else paths.push(path);
    seen.add(value);
  }
  const mainText = reader.text('mainDepartment');
  const main = mainText ? parseDepartmentPaths(mainText, separators)[0] : undefined;
  if (main) {
    const mainValue = writeDepartmentPath(main);
    const byPath = paths.findIndex((path) => writeDepartmentPath(path) === mainValue);
    const byName = paths.filter((path) => main.length === 1 && path.at(-1) === main[0]);
    const index = byPath >= 0 ? byPath : byName.length === 1 && byName[0] ? paths.indexOf(byName[0]) : -1;
    if (index < 0) reader.tell('department.main_not_listed', 'mainDepartment', { value: mainValue });
    else paths.unshift(...paths.splice(index, 1));
  }
  return paths.length > 0 ? paths : undefined;
}

function readHeadOf(text: string, separators: typeof WECOM_SEPARATORS): HeadOf {
  const words = text
    .split(/[;；,，、\s]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
  if (words.length > 0 && words.every((word) => yes.has(word) || no.has(word))) {
    return { kind: 'answers', answers: words.map((word) => yes.has(word)), text };
  }
  return { kind: 'departments', paths: parseDepartmentPaths(text, separators) };
}

function readSupervisor(text: string, reader: RowReader): string | undefined {
  const several = text.split(/[;；]/).filter((part) => part.trim() !== '');
  if (several.length > 1) {
    reader.tell('supervisor.several', 'supervisor', { value: text });
    return undefined;
  }
  return several[0]?.trim();
}
