/** A department of the sample and who works in it. */
export interface DepartmentPlan {
  readonly name: string;
  /** Post of whoever heads it. */
  readonly head: string;
  /** Posts of the others, one for each person. */
  readonly posts: readonly string[];
  /** Staff that are often sent by an agency, or still study. */
  readonly lent?: boolean;
  readonly below?: readonly DepartmentPlan[];
}

/** A legal entity of the sample. */
export interface EmployerPlan {
  readonly name: string;
  readonly shortName: string;
  readonly place: string;
  /** Post of whoever heads the whole. */
  readonly head: string;
  readonly departments: readonly DepartmentPlan[];
}

const times = (count: number, post: string): string[] => Array.from({ length: count }, () => post);

export const companyTitle = '砚禾集团';

/** The group, a hotel company and a factory: invented. The first stands above the others. */
export const employerPlans: readonly EmployerPlan[] = [
  {
    name: '砚禾集团有限公司',
    shortName: '砚禾集团',
    place: '示例市中心区文渊路 1 号',
    head: '总经理',
    departments: [
      { name: '总经理办公室', head: '办公室主任', posts: ['行政秘书', '文书专员', '驾驶员'] },
      {
        name: '人力资源部',
        head: '人力资源总监',
        posts: ['人事专员'],
        below: [
          { name: '招聘组', head: '招聘主管', posts: ['招聘专员'] },
          { name: '薪酬绩效组', head: '薪酬主管', posts: ['薪酬专员'] },
        ],
      },
      { name: '财务部', head: '财务总监', posts: ['总账会计', '出纳', '税务专员', '应收会计'] },
      {
        name: '信息技术部',
        head: '信息技术部经理',
        posts: ['系统管理员'],
        below: [
          { name: '应用开发组', head: '开发主管', posts: ['开发工程师', '开发工程师', '测试工程师'] },
          { name: '运维组', head: '运维主管', posts: ['运维工程师', '网络工程师'] },
        ],
      },
      { name: '法务合规部', head: '法务经理', posts: ['法务专员', '合规专员'] },
    ],
  },
  {
    name: '砚禾酒店管理有限公司',
    shortName: '砚禾酒店',
    place: '示例市滨湖区云栖大道 88 号',
    head: '酒店总经理',
    departments: [
      { name: '综合管理部', head: '综合管理部经理', posts: ['人事主管', '行政专员', '成本会计'] },
      {
        name: '前厅部',
        head: '前厅部经理',
        posts: ['大堂副理', ...times(4, '前台接待员'), '礼宾员'],
      },
      {
        name: '客房部',
        head: '客房部经理',
        posts: ['客房文员'],
        below: [
          { name: '楼层组', head: '楼层主管', posts: times(6, '客房服务员'), lent: true },
          { name: '洗衣房', head: '洗衣房领班', posts: times(2, '洗衣工'), lent: true },
        ],
      },
      {
        name: '餐饮部',
        head: '餐饮部经理',
        posts: ['餐饮文员'],
        below: [
          { name: '中餐厅', head: '餐厅主管', posts: times(4, '餐厅服务员'), lent: true },
          { name: '厨房', head: '行政总厨', posts: ['厨师', '厨师', '面点师', '切配员'] },
        ],
      },
      {
        name: '市场销售部',
        head: '市场销售部经理',
        posts: ['销售专员', '销售专员', '销售专员'],
        below: [{ name: '会议宴会组', head: '宴会销售主管', posts: ['宴会销售专员', '宴会统筹员'] }],
      },
      { name: '工程保障部', head: '工程主管', posts: ['电工', '空调工'] },
    ],
  },
  {
    name: '砚禾机电制造有限公司',
    shortName: '砚禾机电',
    place: '示例市高新区工匠路 16 号',
    head: '厂长',
    departments: [
      { name: '综合管理部', head: '综合管理部部长', posts: ['人事主管', '行政专员', '往来会计'] },
      {
        name: '生产部',
        head: '生产部部长',
        posts: ['生产计划员'],
        below: [
          { name: '一车间', head: '一车间主任', posts: times(7, '装配工'), lent: true },
          { name: '二车间', head: '二车间主任', posts: [...times(5, '数控操作工'), '设备维修员'], lent: true },
        ],
      },
      { name: '质量部', head: '质量部部长', posts: ['质量工程师', '来料检验员', '过程检验员'] },
      { name: '研发部', head: '研发部部长', posts: ['电气工程师', '结构工程师', '结构工程师', '工艺工程师'] },
      { name: '采购部', head: '采购部部长', posts: ['采购员', '采购员'] },
      {
        name: '仓储物流部',
        head: '仓储物流部部长',
        posts: ['仓库管理员', '叉车司机', '发货员'],
      },
    ],
  },
];
