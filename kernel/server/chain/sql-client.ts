/** As much of a database client as evidence needs; `ClientBase` and `Pool` of pg fit. */
export interface SqlClient {
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}
