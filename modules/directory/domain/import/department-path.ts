/** Names of departments from the top; empty for the company itself. */
export type DepartmentPath = readonly string[];

/**
 * Splits `产品/研发;市场` into paths: `;` (also `；` and a line break) between departments, `/` between levels. A backslash before
 * `/`, `;`, `；` or itself makes it part of a name. Empty departments are dropped; an empty level stays as ''.
 */
export function parseDepartmentPaths(text: string, separators: PathSeparators = WECOM_SEPARATORS): DepartmentPath[] {
  const paths: string[][] = [];
  let path: string[] = [];
  let name = '';
  const endPath = () => {
    path.push(name.trim());
    // A slash at either end is a habit of file paths, not a level.
    if (path.length > 1 && path[0] === '') path.shift();
    if (path.length > 1 && path.at(-1) === '') path.pop();
    if (path.some((level) => level !== '')) paths.push(path);
    path = [];
    name = '';
  };
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    const next = text.charAt(index + 1);
    if (char === '\\' && next !== '' && '/;；\\'.includes(next)) {
      name += next;
      index += 1;
    } else if (separators.level.includes(char)) {
      path.push(name.trim());
      name = '';
    } else if (separators.department.includes(char)) endPath();
    else name += char;
  }
  endPath();
  return paths;
}

export type PathSeparators = { readonly level: string; readonly department: string };
export const WECOM_SEPARATORS: PathSeparators = { level: '/', department: ';；\n' };
/** DingTalk's template writes `市场部-杭州分部,产品部`. */
export const DINGTALK_SEPARATORS: PathSeparators = { level: '-', department: ',，;；\n' };

/** The reverse of `parseDepartmentPaths` for one path. */
export function writeDepartmentPath(path: DepartmentPath): string {
  return path.map((name) => name.replace(/[\\/;；]/g, '\\$&')).join('/');
}
