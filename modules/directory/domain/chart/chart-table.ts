import type { ChartDepartment } from '../../contract/chart.ts';
import { arrange } from './arrange.ts';

/** The chart as a table: each department under the one above it, with its path. In Chinese, as every export is. */
export function chartTable(departments: readonly ChartDepartment[]): string[][] {
  const byId = new Map(departments.map((one) => [one.id, one]));
  const pathOf = (id: string | null): string[] => {
    const one = id === null ? undefined : byId.get(id);
    return one ? [...pathOf(one.parentId), one.name] : [];
  };
  return [
    ['层级', '部门', '上级部门', '完整路径', '负责人', '副职', '人数', '编制', '超编(+)/缺编(-)', '调整'],
    ...arrange(departments).map(({ department: one, level }) => [
      String(level + 1),
      one.name,
      (one.parentId === null ? undefined : byId.get(one.parentId))?.name ?? '',
      pathOf(one.id).join('/'),
      one.heads.map((head) => head.name).join('、'),
      one.deputies.map((deputy) => deputy.name).join('、'),
      String(one.people),
      one.planned === null ? '' : String(one.planned),
      one.planned === null ? '' : signed(one.people - one.planned),
      one.mark === null ? '' : marks[one.mark],
    ]),
  ];
}

const marks = { created: '新增', removed: '撤销', moved: '调整上级', renamed: '更名', changed: '变更' };

function signed(count: number): string {
  return count > 0 ? `+${count}` : String(count);
}
