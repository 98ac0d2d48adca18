/** A field as a register can show it. */
interface Field {
  readonly name: string;
  readonly searchedBy: string;
  readonly sum?: { readonly digits: number } | undefined;
}
interface Suggested {
  readonly columns: readonly string[];
  readonly sums?: readonly string[];
  readonly isProgress?: boolean;
}

const usual = 8;

/**
 * What a register of forms with these fields had best show: what a ready template says whose columns they all have (the one
 * that says most), else the first fields that can be searched, with sums of amounts of money.
 */
export function suggestColumns(
  fields: readonly Field[],
  ready: readonly Suggested[],
): { columns: string[]; sums: string[]; isProgress: boolean } {
  const names = new Set(fields.map((field) => field.name));
  const fitting = ready
    .filter((one) => one.columns.every((name) => names.has(name)))
    .sort((one, other) => other.columns.length - one.columns.length)[0];
  if (fitting) {
    return {
      columns: [...fitting.columns],
      sums: (fitting.sums ?? []).filter((name) => fields.some((field) => field.name === name && field.sum)),
      isProgress: fitting.isProgress ?? false,
    };
  }
  const shown = fields.filter((field) => field.searchedBy !== 'none').slice(0, usual);
  return {
    columns: shown.map((field) => field.name),
    sums: shown.filter((field) => field.searchedBy === 'money' && field.sum).map((field) => field.name),
    isProgress: false,
  };
}
