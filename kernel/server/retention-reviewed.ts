/** What is due of a kind, counted by person. */
interface CountedPerson {
  readonly id: string;
  readonly name: string;
  readonly held: boolean;
  readonly count: number;
}

/** Answers `reviewQuery` for a kind that is held only with the person: what isn't held is due. Rows in the order to be shown. */
export function reviewedByPerson(rows: readonly CountedPerson[]) {
  const count = (of: readonly CountedPerson[]) => of.reduce((sum, row) => sum + row.count, 0);
  const held = rows.filter((row) => row.held);
  return {
    due: count(rows) - count(held),
    held: {
      count: count(held),
      rows: held.slice(0, 50).map(({ id, name }) => ({ personId: id, label: name, why: null })),
    },
  };
}
