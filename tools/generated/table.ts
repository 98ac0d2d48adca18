/** A Markdown table; cells lose their line breaks and their bars are escaped. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

/** A heading for each module, then its table; modules without rows are left out. Nothing at all: says so. */
export function sectionsOf<M extends { title: { zh: string; en: string }; name: string }>(
  modules: readonly M[],
  headings: readonly string[],
  rowsOf: (module: M) => readonly (readonly string[])[],
): string {
  const sections = modules
    .map((module) => ({ module, rows: rowsOf(module) }))
    .filter(({ rows }) => rows.length > 0)
    .map(
      ({ module, rows }) => `## ${module.title.zh} ${module.title.en} \`${module.name}\`\n\n${table(headings, rows)}`,
    )
    .join('\n');
  return sections === '' ? '暂无 None yet\n' : sections;
}

/** The first lines of a generated page. */
export function pageTitle(zh: string, en: string, what: string): string {
  return `# ${zh} ${en}\n\n${what}\n\nMade by \`npm run generate\` from the contracts; changes made by hand are lost.\n\n`;
}
