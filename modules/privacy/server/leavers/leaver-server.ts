import { issueLeaverLink } from '../commands/issue-leaver-link.ts';
import { openLeaverLink } from '../commands/open-leaver-link.ts';
import { voidLeaverLink } from '../commands/void-leaver-link.ts';
import { exportLeaverData } from '../queries/export-leaver-data.ts';
import { listLeaverData } from '../queries/list-leaver-data.ts';
import { listLeaverLinks } from '../queries/list-leaver-links.ts';
import { readLeaverData } from '../queries/read-leaver-data.ts';
import { readLeaverLink } from '../queries/read-leaver-link.ts';

/** The server face of leavers' one-time access to their own data. */
export const leaverHandlers = [
  issueLeaverLink,
  voidLeaverLink,
  listLeaverLinks,
  readLeaverLink,
  openLeaverLink,
  listLeaverData,
  readLeaverData,
  exportLeaverData,
];
