import { columnLetter, type SheetRow } from '#kernel/contract/sheet.ts';

/** What a column of an address book can mean. */
export type ImportField =
  | 'name'
  | 'account'
  | 'alias'
  | 'jobTitle'
  | 'departments'
  | 'mainDepartment'
  | 'gender'
  | 'phone'
  | 'landline'
  | 'email'
  | 'companyEmail'
  | 'address'
  | 'supervisor'
  | 'headOf'
  | 'deputyOf'
  | 'staffNumber'
  | 'employer'
  | 'staffType'
  | 'entryDate'
  | 'firstWorkDate'
  | 'probationEnd'
  | 'contractEnd'
  | 'workPlace'
  | 'post'
  | 'disabled'
  | 'state';

/** The field's usual name for messages and for the heading of an export. */
export const FIELD_LABELS: Readonly<Record<ImportField, { zh: string; en: string }>> = {
  name: { zh: '姓名', en: 'Name' },
  account: { zh: '帐号', en: 'Account' },
  alias: { zh: '别名', en: 'Alias' },
  jobTitle: { zh: '职务', en: 'Job title' },
  departments: { zh: '部门', en: 'Department' },
  mainDepartment: { zh: '主部门', en: 'Main department' },
  gender: { zh: '性别', en: 'Gender' },
  phone: { zh: '手机', en: 'Mobile' },
  landline: { zh: '座机', en: 'Landline' },
  email: { zh: '邮箱', en: 'E-mail' },
  companyEmail: { zh: '企业邮箱', en: 'Company e-mail' },
  address: { zh: '地址', en: 'Address' },
  supervisor: { zh: '直属上级', en: 'Direct supervisor' },
  headOf: { zh: '部门负责人', en: 'Department head' },
  deputyOf: { zh: '部门副职', en: 'Deputy head' },
  staffNumber: { zh: '工号', en: 'Staff number' },
  employer: { zh: '用人单位', en: 'Employer' },
  staffType: { zh: '员工类型', en: 'Staff type' },
  entryDate: { zh: '入职日期', en: 'Entry date' },
  firstWorkDate: { zh: '首次参加工作日期', en: 'First work date' },
  probationEnd: { zh: '试用期结束日期', en: 'End of probation' },
  contractEnd: { zh: '合同到期日期', en: 'End of contract' },
  workPlace: { zh: '工作地点', en: 'Place of work' },
  post: { zh: '岗位', en: 'Post' },
  disabled: { zh: '禁用', en: 'Disabled' },
  state: { zh: '状态', en: 'State' },
};

// Headings seen in WeCom's address book, its batch interface (所在部门, 是否部门内领导) and DingTalk's template
// (员工UserID, 是否此部门主管, 分机号, 办公地点), with the usual other spellings. 职位 and 职务 are the job title and never a post (D13).
const variants: Readonly<Record<ImportField, readonly string[]>> = {
  name: ['姓名', '名称', '名字', '成员姓名', '员工姓名', '成员名称', '真实姓名', 'name', 'fullname', '姓名name'],
  account: [
    ...[
      '帐号',
      '账号',
      '帳號',
      '賬號',
      '成员帐号',
      '成员账号',
      '员工帐号',
      '员工账号',
      '登录帐号',
      '登录账号',
      '登录名',
      '用户名',
    ],
    ...['userid', '员工userid', '成员userid', '用户userid', '英文id', 'account', 'username', 'loginname', '帐号userid'],
  ],
  alias: ['别名', '別名', '英文名', '昵称', '外文名', 'alias', 'nickname', 'englishname'],
  jobTitle: [
    '职务',
    '职位',
    '職務',
    '職位',
    '职称',
    '职务名称',
    '职位名称',
    '对内职务',
    'position',
    'jobtitle',
    'title',
  ],
  departments: [
    ...['部门', '部門', '所在部门', '所属部门', '所屬部門', '部门名称', '部门路径', '组织', '所属组织'],
    ...['department', 'departments', 'dept'],
  ],
  mainDepartment: ['主部门', '主要部门', '主部門', 'maindepartment', 'primarydepartment'],
  gender: ['性别', '性別', 'gender', 'sex'],
  phone: [
    ...['手机', '手机号', '手机号码', '手機', '手機號', '手機號碼', '移动电话', '联系手机', '联系电话'],
    ...['mobile', 'mobilephone', 'mobilenumber', 'cellphone', 'phone', 'phonenumber'],
  ],
  landline: [
    '座机',
    '座機',
    '办公电话',
    '固定电话',
    '分机号',
    '分机',
    '固话',
    'telephone',
    'tel',
    'landline',
    'officephone',
  ],
  email: ['邮箱', '郵箱', '电子邮箱', '电子邮件', '邮件', '邮箱地址', '个人邮箱', 'email', 'emailaddress', 'mail'],
  companyEmail: [
    '企业邮箱',
    '企業郵箱',
    '公司邮箱',
    '工作邮箱',
    '办公邮箱',
    'bizmail',
    'companyemail',
    'workemail',
    'businessemail',
  ],
  address: ['地址', '联系地址', '通讯地址', '通信地址', 'address'],
  supervisor: [
    ...[
      '直属上级',
      '直屬上級',
      '上级',
      '直接上级',
      '直属主管',
      '直接主管',
      '汇报对象',
      '汇报上级',
      '直属领导',
      '直接领导',
    ],
    ...['directsupervisor', 'supervisor', 'manager', 'directleader', 'reportsto', 'directmanager'],
  ],
  headOf: [
    ...[
      '部门负责人',
      '部門負責人',
      '部门领导',
      '部门主管',
      '是否部门负责人',
      '是否部门领导',
      '是否部门内领导',
      '是否领导',
      '是否主管',
    ],
    ...['是否此部门主管', '是否部门主管', '是否为部门负责人', '负责的部门', '负责部门'],
    ...['departmenthead', 'departmentleader', 'isleader', 'isleaderindept', 'headof', 'isdepartmenthead'],
  ],
  deputyOf: ['部门副职', '部門副職', '副职', '副职部门', '是否部门副职', 'deputyof', 'deputyhead', 'deputyheadof'],
  staffNumber: [
    '工号',
    '工號',
    '员工编号',
    '員工編號',
    '员工号',
    '员工工号',
    '职工编号',
    '人员编号',
    'staffnumber',
    'staffno',
    'employeeid',
    'employeenumber',
    'employeeno',
    'jobnumber',
  ],
  employer: [
    '用人单位',
    '用人單位',
    '公司',
    '所属公司',
    '合同公司',
    '劳动合同主体',
    '合同主体',
    '签约主体',
    '签约单位',
    'employer',
    'company',
    'legalentity',
  ],
  staffType: [
    '员工类型',
    '員工類型',
    '用工类型',
    '用工形式',
    '员工类别',
    '人员类型',
    '人员类别',
    'stafftype',
    'employmenttype',
    'employeetype',
  ],
  entryDate: [
    '入职日期',
    '入職日期',
    '入职时间',
    '入司日期',
    '入司时间',
    'entrydate',
    'hiredate',
    'startdate',
    'joindate',
  ],
  firstWorkDate: [
    '首次参加工作日期',
    '首次参加工作时间',
    '首次工作日期',
    '参加工作日期',
    '参加工作时间',
    'firstworkdate',
  ],
  probationEnd: [
    '试用期结束日期',
    '试用期到期日',
    '试用期至',
    '转正日期',
    '试用期结束',
    'probationend',
    'endofprobation',
  ],
  contractEnd: [
    '合同到期日期',
    '合同到期日',
    '合同结束日期',
    '合同终止日期',
    '合同到期',
    'contractend',
    'endofcontract',
    'contractenddate',
  ],
  workPlace: [
    '工作地点',
    '工作地點',
    '办公地点',
    '工作地',
    '办公地',
    'workplace',
    'placeofwork',
    'officelocation',
    'location',
  ],
  post: ['岗位', '崗位', '岗位名称', '所在岗位', 'post'],
  disabled: ['禁用', '禁用状态', '是否禁用', 'disabled'],
  state: ['状态', '激活状态', '帐号状态', '账号状态', '成员状态', 'status'],
};

const fieldOfHeading: ReadonlyMap<string, ImportField> = new Map(
  Object.entries(variants).flatMap(([field, names]) => names.map((name) => [name, field as ImportField] as const)),
);

/** A heading without stars, brackets and what they hold, blanks, colons, and case: `*手机 号（必填）` → `手机号`. */
function plainHeading(text: string): string {
  return text
    .slice(0, 100)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
    .replace(/[\s*:_\-.·"'\p{Cf}]/gu, '');
}

/** What a heading means, or undefined if it isn't known. */
export function fieldOf(heading: string): ImportField | undefined {
  return fieldOfHeading.get(plainHeading(heading));
}

export type Headings = {
  /** Number of the heading row as in Excel, and its place in `rows`. */
  readonly row: number;
  readonly index: number;
  /** Column (from 0) of each field found. */
  readonly columns: ReadonlyMap<ImportField, number>;
  /** The text over each column, trimmed. */
  readonly labels: readonly string[];
  readonly leftAside: readonly { column: string; heading: string }[];
  readonly twice: readonly { field: ImportField; first: string; second: string }[];
};

/** Instruction rows stand above the headings; further down than this nobody writes them. */
export const HEADING_ROWS = 50;

/**
 * Finds the heading row: of the first rows the one with the most known headings, the first of equals, if it has two or more and one
 * of them says who the row is about. Undefined if there is none.
 */
export function findHeadings(rows: readonly SheetRow[]): Headings | undefined {
  let best: Headings | undefined;
  for (const [index, row] of rows.slice(0, HEADING_ROWS).entries()) {
    const found = readHeadings(row, index);
    const tellsWho = found.columns.has('name') || found.columns.has('account');
    if (tellsWho && found.columns.size >= 2 && found.columns.size > (best?.columns.size ?? 0)) best = found;
  }
  return best;
}

function readHeadings(row: SheetRow, index: number): Headings {
  const columns = new Map<ImportField, number>();
  const leftAside: { column: string; heading: string }[] = [];
  const twice: { field: ImportField; first: string; second: string }[] = [];
  const labels = row.cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  for (const [column, label] of labels.entries()) {
    if (label === '') continue;
    const field = fieldOf(label);
    const earlier = field === undefined ? undefined : columns.get(field);
    if (field === undefined) leftAside.push({ column: columnLetter(column), heading: label });
    else if (earlier === undefined) columns.set(field, column);
    else twice.push({ field, first: columnLetter(earlier), second: columnLetter(column) });
  }
  return { row: row.number, index, columns, labels, leftAside, twice };
}
