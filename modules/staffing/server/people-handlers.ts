import { answerCertified } from './commands/answer-certified.ts';
import { askPhoneCode } from './commands/ask-phone-code.ts';
import { closeCertification } from './commands/close-certification.ts';
import { confirmDepartment } from './commands/confirm-department.ts';
import { dismissDuplicate } from './commands/dismiss-duplicate.ts';
import { remindProfiles } from './commands/remind-profiles.ts';
import { settleDifference } from './commands/settle-difference.ts';
import { startCertification } from './commands/start-certification.ts';
import { verifyPhone } from './commands/verify-phone.ts';
import { listCertifications } from './queries/list-certifications.ts';
import { listCertified } from './queries/list-certified.ts';
import { listDuplicates } from './queries/list-duplicates.ts';
import { readCertification } from './queries/read-certification.ts';

/** Proof of phones, clean-up lists and certifications. */
export const peopleHandlers = [
  askPhoneCode,
  verifyPhone,
  listDuplicates,
  dismissDuplicate,
  remindProfiles,
  startCertification,
  answerCertified,
  confirmDepartment,
  settleDifference,
  closeCertification,
  listCertifications,
  readCertification,
  listCertified,
];
