/** The tables of this module. */
export interface AdminTables {
  'admin.set_up': {
    only_row: boolean;
    secret_hash: Buffer | null;
    secret_expires_at: string | null;
    done_at: string | null;
  };
}
