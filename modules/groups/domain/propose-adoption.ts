/** A group that nobody governs yet, with the department of which most of its members are. */
export interface FreeGroup {
  readonly name: string;
  readonly company: string;
  readonly member_count: number;
  readonly department_id: string | null;
  readonly from_department: number;
}

/**
 * What is proposed for it (G12): four of five members of one department make a department group with that department as its
 * rule; anything else is a project group whose leader adds whom he wants. The company isn't said twice in its name.
 */
export function proposeAdoption(group: FreeGroup): {
  kind: 'department' | 'project';
  ownName: string;
  departmentId: string | null;
} {
  const ofOne = group.department_id !== null && group.from_department * 5 >= group.member_count * 4;
  const own = group.name.startsWith(group.company) ? group.name.slice(group.company.length).trim() : group.name;
  return {
    kind: ofOne ? 'department' : 'project',
    ownName: [...(own || group.name)].slice(0, 30).join(''),
    departmentId: ofOne ? group.department_id : null,
  };
}
