import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import type { FilesViews } from '#modules/files/contract/views.ts';

/** The tables of transfers, and the views of others that its statements join. Instants and days are texts. */
export interface TransfersTables
  extends Pick<DirectoryViews, 'directory.published_employer' | 'directory.published_person'>,
    FilesViews {
  'transfers.transfer': {
    id: string;
    number: string;
    sender_id: string;
    employer_id: string;
    receiver_id: string;
    classification: 'public' | 'internal' | 'ordinary' | 'core';
    nature: string;
    purpose: string;
    masked: boolean;
    from_day: string;
    to_day: string;
    begins: string;
    ends: string;
    approved_at: string;
    because: number;
  };
  'transfers.ended': { transfer_id: string; at: string; by_id: string | null; reason: string | null };
}
